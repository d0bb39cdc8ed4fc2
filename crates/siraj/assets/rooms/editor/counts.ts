// Words and reading time as `siraj_editorial::body::query` counts them, and the text that a reader
// sees. A block is counted once for as long as nobody touches it.

import type { Node } from 'prosemirror-model';

/** `ARABIC_WORDS_A_MINUTE` and `WORDS_A_MINUTE`. */
const PACE = { ar: 180, other: 238 };

const counted = new WeakMap<Node, number>();

export function wordsOfText(text: string): number {
  return text.split(/\s+/u).filter((piece) => /[\p{L}\p{N}]/u.test(piece)).length;
}

function wordsIn(node: Node): number {
  const known = counted.get(node);
  if (known !== undefined) return known;
  let words = 0;
  for (const text of textsOf(node)) words += wordsOfText(text);
  counted.set(node, words);
  return words;
}

export function counts(doc: Node, language: string): { words: number; minutes: number } {
  let words = 0;
  doc.forEach((child) => {
    words += wordsIn(child);
  });
  return { words, minutes: Math.ceil(words / (language === 'ar' ? PACE.ar : PACE.other)) };
}

/** The texts of a block in reading order: paragraphs, titles, captions; not what pictures show. */
function textsOf(node: Node): string[] {
  const caption = (of: Node) => (typeof of.attrs['caption'] === 'string' ? [of.attrs['caption'] as string] : []);
  if (node.isTextblock) return [node.textBetween(0, node.content.size, '\n', '\n')];
  if (node.type.name === 'picture') return caption(node);
  if (node.type.name === 'embed') return [node.attrs['title'] as string];
  const texts = node.type.name === 'table' ? caption(node) : [];
  node.forEach((child) => texts.push(...textsOf(child)));
  return texts;
}

/** All words that a reader of the page sees, a line for each paragraph, title and caption. */
export function plainText(doc: Node): string {
  const texts: string[] = [];
  doc.forEach((child) => texts.push(...textsOf(child)));
  return texts.filter((text) => text !== '').join('\n').trimEnd();
}
