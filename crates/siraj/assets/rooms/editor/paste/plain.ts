// Plain text as people send it by WhatsApp, Telegram and mail: a line is a paragraph, *stars* are
// strong and _lines_ stressed, runs of dashes or numbers are lists, addresses are links.

import { Fragment, type Mark, type Node, Slice } from 'prosemirror-model';
import { isAllowedAddress } from '../addresses.ts';
import { markType, schema, type } from '../schema.ts';

const BULLET = /^\s*(?:[-\u2013*\u2022\u25aa\u25e6\u2023\u25cf]|\u00b7)\s+(?=\S)/;
const NUMBER = /^\s*[0-9\u0660-\u0669]{1,3}[.)\-]\s+(?=\S)/;
const QUOTE = /^\s*>\s?/;

/** A slice of the text; `bare` where somebody asked for the letters alone. */
export function plainSlice(text: string, bare: boolean, marks: readonly Mark[] = []): Slice {
  const lines = text.replace(/\r\n?/g, '\n').split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const blocks: Node[] = [];
  for (let at = 0; at < lines.length; ) {
    const run = (pattern: RegExp) => {
      let end = at;
      while (pattern.test(lines[end] ?? '')) end += 1;
      return end;
    };
    const [bullets, numbers, quoted] = bare ? [at, at, at] : [run(BULLET), run(NUMBER), run(QUOTE)];
    const inline = (line: string, pattern?: RegExp) => content(pattern ? line.replace(pattern, '') : line, bare, marks);
    const paragraphs = (end: number, pattern: RegExp) =>
      lines.slice(at, end).map((line) => type('paragraph').create(null, inline(line, pattern)));
    // One dash opens speech; two are a list.
    if (bullets - at > 1) {
      blocks.push(type('bullet_list').create(null, paragraphs(bullets, BULLET).map((node) => type('list_item').create(null, node))));
      at = bullets;
    } else if (numbers - at > 1) {
      blocks.push(type('ordered_list').create(null, paragraphs(numbers, NUMBER).map((node) => type('list_item').create(null, node))));
      at = numbers;
    } else if (quoted > at) {
      blocks.push(type('quotation').create(null, [...paragraphs(quoted, QUOTE), type('attribution').create()]));
      at = quoted;
    } else {
      blocks.push(type('paragraph').create(null, inline(lines[at] ?? '')));
      at += 1;
    }
  }
  const fragment = Fragment.from(blocks);
  return Slice.maxOpen(fragment, false);
}

const STRONG = markType('strong');
const EM = markType('em');

/** `**a**`, `*a*`, `__a__`, `_a_` at the borders of words, as the messengers write them. */
const DRESSED = /(^|[\s([\u00ab"'])(\*\*|\*|__|_)(\S(?:[^\n]*?\S)?)\2(?=$|[\s.,:;!?)\]\u00bb"'\u060c\u061b\u061f\u2026])/u;

function content(text: string, bare: boolean, marks: readonly Mark[]): Node[] {
  if (text === '') return [];
  const found = bare ? null : DRESSED.exec(text);
  if (!found) return linked(text, marks);
  const [whole, before = '', sign = '', inside = ''] = found;
  const mark = (sign.startsWith('*') ? STRONG : EM).create();
  return [
    ...linked(text.slice(0, found.index) + before, marks),
    ...content(inside, bare, mark.addToSet(marks)),
    ...content(text.slice(found.index + whole.length), bare, marks),
  ];
}

/** Addresses become links; the full stop after one is the sentence's. */
function linked(text: string, marks: readonly Mark[]): Node[] {
  const out: Node[] = [];
  let end = 0;
  for (const found of text.matchAll(/https?:\/\/\S+/g)) {
    const address = found[0].replace(/[.,:;!?)\]\u00bb"'\u060c\u061b\u061f]+$/u, '');
    if (!isAllowedAddress(address)) continue;
    if (found.index > end) out.push(schema.text(text.slice(end, found.index), marks));
    out.push(schema.text(address, markType('link').create({ href: address }).addToSet(marks)));
    end = found.index + address.length;
  }
  if (end < text.length) out.push(schema.text(text.slice(end), marks));
  return out;
}
