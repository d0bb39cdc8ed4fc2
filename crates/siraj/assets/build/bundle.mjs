// Bundles style sheets and scripts with esbuild. A `url(…)` in a style sheet names an asset by its
// file name alone and becomes its hashed address; what is not among the assets stops the build.

import { basename } from 'node:path';
import { build } from 'esbuild';

/** What browsers of the last four years understand; older ones get plain pages that work. */
const TARGET = ['chrome108', 'firefox110', 'safari16'];

const COMMON = {
  bundle: true,
  minify: true,
  write: false,
  charset: 'utf8',
  legalComments: 'none',
  target: TARGET,
  logLevel: 'error',
};

/** One minified style sheet, with rules of the build's own after it. */
export async function bundleStyles(entry, output, extra) {
  const addresses = {
    name: 'addresses',
    setup(plugin) {
      plugin.onResolve({ filter: /.*/ }, (found) =>
        found.kind === 'url-token' && !/^(data:|#)/.test(found.path)
          ? { path: output.url(basename(found.path)), external: true }
          : undefined,
      );
    },
  };
  return single(await build({ ...COMMON, entryPoints: [entry], plugins: [addresses], footer: { css: extra } }));
}

/** One minified script. A classic script runs before the page is drawn; the others are modules' bundles. */
export async function bundleScript(entry, constants) {
  const define = Object.fromEntries(
    Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)]),
  );
  return single(await build({ ...COMMON, entryPoints: [entry], format: 'iife', define }));
}

function single({ outputFiles }) {
  if (outputFiles.length !== 1) throw new Error(`one file was expected, not ${outputFiles.length}`);
  return Buffer.from(outputFiles[0].contents);
}
