// What is mended in the text of one paragraph while it is pasted, before the server has seen it, and
// ranges, of which the server says nothing. All other rules of typography are the server's.

import { COMMA, FROM, QUESTION, RANGE_OPENERS, SEMICOLON, TO, firstStrong, isArabicLetter, isDigit, isLetter } from './arabic.ts';

/** What a hint is about; its sentence is `hint_` and this. */
export type Kind = string;

/** A place in the text of a paragraph and what should stand there. */
export interface Mending {
  from: number;
  to: number;
  text: string;
  kind: Kind;
}

/** Stands for what is no text, such as a line break, so that offsets stay positions. */
export const OBJECT = '\ufffc';

const ARABIC_SIGN: Record<string, string> = { ',': COMMA, ';': SEMICOLON, '?': QUESTION };
const CLOSING = '\u00bb\u201d\u2019)]"\'';
const CLOSES = `${COMMA}${SEMICOLON}${QUESTION},;?!:.\u00bb)`;
/** Marks on letters: between a letter and its comma they count for nothing. */
const MARK = /[\u0640\u064b-\u065f\u0670]/;

/** Addresses, and whatever the caller covers, are nobody's sentence. */
function covered(text: string, ranges: [number, number][]): (at: number) => boolean {
  const all = [...ranges];
  for (const found of text.matchAll(/(?:[a-z]+:\/\/|www\.)\S+|\S+@\S+\.\S+|[@#][\w\d_]\S*/gi)) {
    all.push([found.index, found.index + found[0].length]);
  }
  return (at) => all.some(([from, to]) => at >= from && at < to);
}

/** Whether the last letter before `at`, past closing signs and marks, is an Arabic one. */
function afterArabic(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && (CLOSING.includes(text.charAt(before)) || MARK.test(text.charAt(before)) || '!?\u061f'.includes(text.charAt(before)))) {
    before -= 1;
  }
  return isArabicLetter(text[before]);
}

/** Spaces and punctuation that want mending. `keep` are ranges to leave alone. */
export function spacing(text: string, keep: [number, number][] = []): Mending[] {
  const found: Mending[] = [];
  const isCovered = covered(text, keep);
  for (let at = 0; at < text.length; at += 1) {
    if (isCovered(at)) continue;
    const sign = text.charAt(at);
    if (sign === ' ') {
      let end = at;
      while (text[end] === ' ') end += 1;
      const mending = spaces(text, at, end);
      if (mending) found.push(mending);
      at = end - 1;
    } else if (sign in ARABIC_SIGN) {
      let word = at;
      while (text[word - 1] === ' ') word -= 1;
      const next = text[at + 1];
      if (afterArabic(text, word) && !isDigit(next)) {
        found.push({ from: at, to: at + 1, text: `${ARABIC_SIGN[sign]}${isLetter(next) ? ' ' : ''}`, kind: 'latin' });
      }
    } else if ((sign === COMMA || sign === SEMICOLON || sign === QUESTION) && isLetter(text[at + 1])) {
      found.push({ from: at, to: at + 1, text: `${sign} `, kind: 'tight' });
    }
  }
  return found;
}

function spaces(text: string, from: number, to: number): Mending | null {
  const next = text[to];
  if (next === undefined || from === 0) return null;
  if (closes(next, text[to + 1]) && afterArabic(text, from)) return { from, to, text: '', kind: 'space' };
  return to - from > 1 ? { from, to, text: ' ', kind: 'double' } : null;
}

/** Whether a sign belongs to the word before it. A full stop may also begin a name such as .com. */
function closes(sign: string, after: string | undefined): boolean {
  if ([COMMA, SEMICOLON, QUESTION].includes(sign)) return true;
  if (sign in ARABIC_SIGN) return !isDigit(after);
  const last = after === undefined || after === ' ' || after === OBJECT;
  return CLOSES.includes(sign) && (last || CLOSES.includes(after) || CLOSING.includes(after));
}

const RANGE = /([0-9]+(?:[.,][0-9]+)?) ?[-\u2013] ?([0-9]+(?:[.,][0-9]+)?)/g;

/**
 * A range of numbers written with a dash, which right-to-left text shows reversed. Scores, dates,
 * seasons and telephone numbers are none: the numbers rise, nothing like them adjoins, and either a
 * word opens the range or one of them is above what a match ends with.
 */
export function ranges(text: string, keep: [number, number][] = []): Mending[] {
  if (firstStrong(text) !== 'rtl') return [];
  const isCovered = covered(text, keep);
  const found: Mending[] = [];
  for (const match of text.matchAll(RANGE)) {
    const [whole, low = '', high = ''] = match;
    let from = match.index;
    const to = from + whole.length;
    const adjoins = /[\p{L}\p{N}.,:/+-]/u;
    if (isCovered(from) || (from > 0 && adjoins.test(text.charAt(from - 1)))) continue;
    const after = text.charAt(to);
    if (/[\p{L}\p{N}/:+-]/u.test(after) || (/[.,]/.test(after) && isDigit(text[to + 1]))) continue;
    const opener = RANGE_OPENERS.find((word) => {
      const start = from - word.length - 1;
      return text.slice(start, from) === `${word} ` && !isLetter(text[start - 1]);
    });
    const [a, b] = [Number(low.replace(',', '')), Number(high.replace(',', ''))];
    const years = low.length === 4 && high.length === 4 && b - a === 1;
    const telephone = /^0[0-9]/.test(low) || high.length > low.length + 2;
    if (a >= b || years || telephone || (!opener && b < 10)) continue;
    if (opener) from -= opener.length + 1;
    found.push({ from, to, text: `${FROM} ${low} ${TO} ${high}`, kind: 'range' });
  }
  return found;
}

/** The text with what was found put right. */
export function mended(text: string, mendings: Mending[]): string {
  return [...mendings].sort((a, b) => b.from - a.from).reduce((out, { from, to, text: put }) => out.slice(0, from) + put + out.slice(to), text);
}
