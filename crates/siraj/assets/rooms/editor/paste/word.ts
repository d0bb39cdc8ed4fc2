// Word writes a list as paragraphs that look like one: class `MsoListParagraph`, the level in
// `mso-list:l0 level2 lfo1`, and the bullet as text in a part that readers of lists should ignore.

import { styleOf } from './html.ts';

const NUMBERED = /^[\s\u00a0]*[(]?([0-9\u0660-\u0669]+|[a-z]|[ivx]+|\p{Script=Arabic})[.)\-\u2013]/iu;

interface Item {
  level: number;
  ordered: boolean;
  element: HTMLElement;
}

export function wordLists(body: Element): void {
  let run: Item[] = [];
  for (const paragraph of [...body.querySelectorAll<HTMLElement>('p, h1, h2, h3, h4, h5, h6')]) {
    const item = itemOf(paragraph);
    const goesOn = item && run.at(-1)?.element.nextElementSibling === paragraph;
    if (!goesOn) {
      build(run);
      run = [];
    }
    if (item) run.push(item);
  }
  build(run);
}

function itemOf(paragraph: HTMLElement): Item | null {
  const list = styleOf(paragraph, 'mso-list');
  const level = /level(\d+)/.exec(list)?.[1];
  if (!level || /^none|skip$/.test(list)) return null;
  let marker = '';
  for (const part of paragraph.querySelectorAll('[data-style]')) {
    if (styleOf(part, 'mso-list') !== 'ignore') continue;
    marker += part.textContent ?? '';
    part.remove();
  }
  return { level: Number(level), ordered: NUMBERED.test(marker), element: paragraph };
}

function build(items: Item[]): void {
  const first = items[0];
  if (!first) return;
  const place = document.createComment('');
  first.element.before(place);
  const open: { level: number; list: HTMLElement }[] = [];
  for (const { level, ordered, element } of items) {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
    const tag = ordered ? 'ol' : 'ul';
    let current = open.at(-1);
    if (!current || current.level < level || current.list.localName !== tag) {
      const list = document.createElement(tag);
      if (current && current.level === level) {
        open.pop();
        current = open.at(-1);
      }
      const parent = current?.list.lastElementChild;
      if (parent) parent.append(list);
      else place.before(list);
      open.push({ level, list });
      current = open.at(-1);
    }
    const item = document.createElement('li');
    item.append(...element.childNodes);
    current?.list.append(item);
    element.remove();
  }
  place.remove();
}
