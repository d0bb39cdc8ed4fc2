// The judges that are not ours: axe-core for accessibility, the Nu checker for HTML, poppler for
// what a printed page says.

import { execFile } from 'node:child_process';
import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);
const run = promisify(execFile);
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds wrong with the page as it stands, one line for each element. */
export async function axe(page) {
  // A script element would be refused by the site's policy; the debugger's door is open.
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  }
  const violations = await page.evaluate(async (rules) => {
    // What is right is not described, which would take longer than finding what is wrong.
    const { violations } = await globalThis.axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target, failureSummary }) => ({ target: target.join(' '), failureSummary })),
    }));
  }, RULES);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target}\n    ${failureSummary.replaceAll('\n', '\n    ')}`),
  );
}

/** Errors of the Nu checker over HTML documents by name, one line each. */
export async function vnu(documents) {
  const folder = await mkdtemp(join(tmpdir(), 'siraj-html-'));
  try {
    const files = [];
    for (const [index, html] of Object.values(documents).entries()) {
      files.push(join(folder, `${index}.html`));
      await writeFile(files[index], html);
    }
    const jar = join(require.resolve('vnu-jar/package.json'), '../build/dist/vnu.jar');
    const options = ['-Xss4m', '-jar', jar, '--errors-only', '--format', 'json', '--exit-zero-always', ...files];
    const { stderr } = await run('java', options, { maxBuffer: 64 * 1024 * 1024 });
    const names = Object.keys(documents);
    return JSON.parse(stderr).messages.map(({ url, lastLine, message, extract }) => {
      const name = names[Number.parseInt(basename(url ?? '0'), 10)];
      return `${name}:${lastLine ?? 0}: ${message} «${(extract ?? '').trim()}»`;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The words of the page's print edition, as another program reads them off the paper. */
export async function pdfText(page) {
  const folder = await mkdtemp(join(tmpdir(), 'siraj-pdf-'));
  try {
    const file = join(folder, 'page.pdf');
    await page.pdf({ path: file, preferCSSPageSize: true });
    const { stdout } = await run('pdftotext', ['-enc', 'UTF-8', file, '-'], { maxBuffer: 16 * 1024 * 1024 });
    return plain(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Letters without the shapes of joining, marks, direction controls and differences of spacing. */
export function plain(text) {
  return text
    .normalize('NFKC')
    .replace(/[\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
