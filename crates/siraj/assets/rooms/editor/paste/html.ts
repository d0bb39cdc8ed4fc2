// Markup from elsewhere made into ours before ProseMirror reads it: Word's lists that are paragraphs,
// the bold that Google Docs writes as style, tables that only lay out a page. Structure and links
// stay, looks go. Nothing here decides what is allowed: the schema does.

import { isHref } from '../addresses.ts';
import { LIMITS } from '../schema.ts';
import { wordLists } from './word.ts';

/** What was left out and is worth a word to the person who pastes. */
export interface Left {
  pictures: number;
}

/** Our own markup, copied here or in another window, needs nothing done. */
export function isOurs(html: string): boolean {
  return /data-pm-slice="/.test(html);
}

export function tidied(html: string, left: Left): string {
  // Under the page's policy attributes of style and of events are refused, and said to be, while they
  // are read, so they are read by other names.
  const renamed = html
    .replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, '')
    .replace(/<!\[[\s\S]*?\]>/g, '')
    .replace(/<style[\s\S]*?<\/style>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style=').replace(/\son\w+\s*=/gi, ' data-on='))
    .replace(/[\u202a-\u202e\ufeff]/g, '')
    .replace(/&#(?:x202[a-e]|823[4-8]|x?feff|65279);/gi, '');
  const { body } = new DOMParser().parseFromString(renamed, 'text/html');
  drop(body, left);
  wordLists(body);
  spacesOf(body);
  unwrapDocs(body);
  styles(body);
  links(body);
  listsOf(body);
  tablesOf(body);
  quotations(body);
  code(body);
  breaks(body);
  for (const element of body.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) if (!KEPT.has(name)) element.removeAttribute(name);
  }
  return body.innerHTML;
}

const KEPT = new Set(['href', 'data-caption', 'data-part', 'data-block', 'data-ltr', 'dir']);
const NOTHING = 'script, meta, link, title, template, noscript, button, input, select, textarea, iframe, object, embed, svg, math, audio, video, canvas, [hidden]';

/** The value of one property of a style attribute; the last one counts. */
export function styleOf(element: Element, property: string): string {
  const text = element.getAttribute('data-style') ?? '';
  const found = text.split(';').map((part) => part.split(':')).filter(([name]) => name?.trim().toLowerCase() === property);
  return found.at(-1)?.slice(1).join(':').trim().toLowerCase() ?? '';
}

function drop(body: Element, left: Left): void {
  for (const element of body.querySelectorAll(NOTHING)) element.remove();
  for (const element of body.querySelectorAll('[data-style]')) {
    const hidden = styleOf(element, 'display') === 'none' || styleOf(element, 'mso-hide') === 'all' || styleOf(element, 'mso-element') === 'comment-list';
    if (hidden) element.remove();
  }
  for (const element of body.querySelectorAll('.MsoCommentReference')) element.remove();
  for (const image of body.querySelectorAll('img')) {
    const tiny = Number(image.getAttribute('width') ?? '9') < 3 || Number(image.getAttribute('height') ?? '9') < 3;
    if (!tiny) left.pictures += 1;
    image.remove();
  }
}

/** No-break spaces are somebody's intention, unless a browser or Word put them to keep plain ones. */
function spacesOf(body: Element): void {
  for (const element of body.querySelectorAll('.Apple-converted-space')) element.replaceWith(' ');
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (text.parentElement?.closest('pre')) continue;
    text.data = text.data.replace(/[ \u00a0\n\t]*(?: \u00a0|\u00a0 |\u00a0\u00a0)[ \u00a0\n\t]*/g, ' ').replace(/^\u00a0|\u00a0$/g, ' ');
  }
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** Google Docs wraps everything in a bold that is not bold. */
function unwrapDocs(body: Element): void {
  for (const element of body.querySelectorAll('b, strong')) {
    const weight = styleOf(element, 'font-weight');
    if (weight === 'normal' || weight === '400') unwrap(element);
  }
  for (const element of body.querySelectorAll('i, em')) if (styleOf(element, 'font-style') === 'normal') unwrap(element);
}

/** Weight and slant become the marks that mean them. */
function styles(body: Element): void {
  for (const element of body.querySelectorAll('[data-style]')) {
    const weight = styleOf(element, 'font-weight');
    const bold = weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
    const block = element.matches('p, div, li, td, th, body');
    if (bold && !element.closest('h1, h2, h3, h4, h5, h6, th')) wrapInside(element, 'strong', block);
    if (styleOf(element, 'font-style') === 'italic') wrapInside(element, 'em', block);
  }
  for (const element of body.querySelectorAll(':is(h1, h2, h3, h4, h5, h6, th) :is(b, strong)')) unwrap(element);
}

function wrapInside(element: Element, tag: string, block: boolean): void {
  // A block that holds blocks cannot be wrapped within; its texts carry their own style then.
  if (block && element.querySelector('p, div, li, table, h1, h2, h3, h4, h5, h6')) return;
  const wrapping = document.createElement(tag);
  wrapping.append(...element.childNodes);
  element.append(wrapping);
}

function links(body: Element): void {
  for (const link of body.querySelectorAll('a')) {
    const href = direct((link.getAttribute('href') ?? '').trim());
    if (isHref(href)) link.setAttribute('href', href);
    else unwrap(link);
  }
}

/** Google Docs leads to addresses by way of its own; readers are spared that. */
function direct(href: string): string {
  if (!/^https:\/\/www\.google\.[a-z.]+\/url\?/.test(href)) return href;
  const inside = new URL(href).searchParams;
  return inside.get('q') ?? inside.get('url') ?? href;
}

/** An item is one paragraph and one list; lists stand in items and not in lists. */
function listsOf(body: Element): void {
  for (const list of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const before = list.previousElementSibling;
    if (before?.localName === 'li') before.append(list);
    else {
      const item = document.createElement('li');
      list.replaceWith(item);
      item.append(list);
    }
  }
  for (const item of body.querySelectorAll('li')) joinParagraphs(item);
  for (const list of [...body.querySelectorAll('ul, ol')].reverse()) {
    let depth = 0;
    for (let at: Element | null = list; at; at = at.parentElement) if (at.localName === 'ul' || at.localName === 'ol') depth += 1;
    if (depth > LIMITS.listLevels && list.parentElement?.localName === 'li') {
      list.parentElement.after(...list.children);
      list.remove();
    }
  }
}

/** Several paragraphs in a place for one become its lines. */
function joinParagraphs(place: Element): void {
  const blocks = [...place.children].filter((child) => child.matches('p, div, h1, h2, h3, h4, h5, h6, blockquote'));
  for (const block of blocks) {
    if (block.querySelector('ul, ol, table')) continue;
    const follows = textBefore(block) !== '';
    const line = [...block.childNodes];
    block.replaceWith(...(follows ? [document.createElement('br'), ...line] : line));
  }
}

function textBefore(block: Element): string {
  let text = '';
  for (let at = block.previousSibling; at; at = at.previousSibling) text += at.textContent ?? '';
  return text.trim();
}

/** Rectangular, no merged cells, a header in the first row alone. A table of one column lays out text. */
function tablesOf(body: Element): void {
  for (const table of body.querySelectorAll('table table')) flatten(table);
  for (const table of body.querySelectorAll('table')) {
    const rows = [...table.querySelectorAll('tr')];
    if (rows.every((row) => row.children.length < 2)) {
      flatten(table);
      continue;
    }
    const caption = table.querySelector('caption');
    if (caption) {
      const text = (caption.textContent ?? '').replace(/\s+/g, ' ').trim();
      if (text) table.setAttribute('data-caption', text);
      caption.remove();
    }
    for (const element of table.querySelectorAll('colgroup, col')) element.remove();
    rectangle(rows);
    const header = rows[0]?.firstElementChild?.localName === 'th' || rows[0]?.parentElement?.localName === 'thead';
    rows.forEach((row, index) => {
      for (const cell of [...row.children]) {
        joinParagraphs(cell);
        for (const list of cell.querySelectorAll('li')) list.replaceWith(...list.childNodes, document.createElement('br'));
        for (const list of cell.querySelectorAll('ul, ol')) unwrap(list);
        const wanted = header && index === 0 ? 'th' : 'td';
        if (cell.localName === wanted) continue;
        const other = document.createElement(wanted);
        other.append(...cell.childNodes);
        cell.replaceWith(other);
      }
    });
  }
}

function flatten(table: Element): void {
  const parts: Node[] = [];
  for (const cell of table.querySelectorAll(':scope > tr > *, :scope > * > tr > *')) {
    const holds = cell.querySelector('p, div, ul, ol, h1, h2, h3, h4, h5, h6, table');
    if (holds) parts.push(...cell.childNodes);
    else {
      const line = document.createElement('p');
      line.append(...cell.childNodes);
      parts.push(line);
    }
  }
  table.replaceWith(...parts);
}

/** Merged cells fall apart; what was written in them stands in the first. */
function rectangle(rows: Element[]): void {
  rows.forEach((row, at) => {
    for (const cell of [...row.children]) {
      const wide = Math.min(Number(cell.getAttribute('colspan') ?? 1) || 1, LIMITS.tableColumns);
      const tall = Math.min(Number(cell.getAttribute('rowspan') ?? 1) || 1, rows.length - at);
      cell.removeAttribute('colspan');
      cell.removeAttribute('rowspan');
      const column = [...row.children].indexOf(cell);
      for (let more = 1; more < wide; more += 1) cell.after(document.createElement(cell.localName));
      for (let down = 1; down < tall; down += 1) {
        const below = rows[at + down];
        for (let more = 0; more < wide; more += 1) below?.insertBefore(document.createElement('td'), below.children[column] ?? null);
      }
    }
  });
}

/** The last line of a quotation that names somebody is its attribution. */
function quotations(body: Element): void {
  for (const quote of body.querySelectorAll('blockquote')) {
    const named = quote.querySelector(':scope > footer, :scope > cite, :scope > p:last-child > cite:only-child');
    if (!named) continue;
    const line = document.createElement('footer');
    line.setAttribute('data-part', 'attribution');
    line.textContent = (named.textContent ?? '').replace(/^[\s\u2014\u2013-]+/, '').trim();
    const holder = named.parentElement;
    named.remove();
    if (holder && holder !== quote && (holder.textContent ?? '').trim() === '') holder.remove();
    quote.append(line);
  }
}

/** Code runs from left to right whatever stands around it, and nobody mends its commas. */
function code(body: Element): void {
  for (const element of body.querySelectorAll('pre')) {
    const line = document.createElement('p');
    const run = document.createElement('bdi');
    run.setAttribute('dir', 'ltr');
    (element.textContent ?? '').replace(/\n$/, '').split('\n').forEach((text, at) => {
      if (at > 0) run.append(document.createElement('br'));
      run.append(text);
    });
    line.append(run);
    element.replaceWith(line);
  }
  for (const element of body.querySelectorAll('code, kbd, samp, tt')) {
    const run = document.createElement('bdi');
    run.setAttribute('dir', 'ltr');
    run.append(...element.childNodes);
    element.replaceWith(run);
  }
}

/** Breaks between blocks and empty paragraphs only make room, which the style sheet does. */
function breaks(body: Element): void {
  const BLOCK = 'p, div, ul, ol, table, h1, h2, h3, h4, h5, h6, blockquote, section, article, header, footer, hr';
  for (const line of body.querySelectorAll('br')) {
    const beside = [line.previousElementSibling, line.nextElementSibling].some((element) => element?.matches(BLOCK));
    if (beside && !(line.parentElement?.matches('p, li, td, th') ?? false)) line.remove();
  }
  for (const element of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    const empty = (element.textContent ?? '').trim() === '' && !element.querySelector('img');
    if (empty && !element.closest('td, th, li')) element.remove();
  }
  for (const line of body.querySelectorAll(':is(p, li, td, th, h1, h2, h3, h4, h5, h6, div) > br:last-child')) {
    if (line.nextSibling === null || (line.nextSibling.textContent ?? '').trim() === '') line.remove();
  }
}
