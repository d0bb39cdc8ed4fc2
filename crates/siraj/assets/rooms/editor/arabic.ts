// What the editor knows of letters: which way they run and when two spellings are one word. The
// rules are those of the siraj-arabic crate; letters stand here by number, with their names.

export type Direction = 'rtl' | 'ltr';

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u;
const LETTER = /\p{L}/u;

export const MARK_LTR = '\u200e';
export const MARK_RTL = '\u200f';
const MARK_ARABIC = '\u061c';

/** The direction of the first letter that has one, skipping isolates; `null` for digits and signs alone. */
export function firstStrong(text: string): Direction | null {
  let depth = 0;
  for (const letter of text) {
    if (letter >= '\u2066' && letter <= '\u2068') depth += 1;
    else if (letter === '\u2069') depth = Math.max(0, depth - 1);
    else if (depth > 0) continue;
    else if (letter === MARK_LTR) return 'ltr';
    else if (letter === MARK_RTL || letter === MARK_ARABIC) return 'rtl';
    else if (LETTER.test(letter)) return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
  }
  return null;
}

/** By number and not by a pattern: this is asked for every letter of a text. */
export function isArabicLetter(letter: string | undefined): boolean {
  const code = letter?.charCodeAt(0) ?? 0;
  return (
    (code >= 0x620 && code <= 0x64a && code !== TATWEEL) ||
    (code >= 0x66e && code <= 0x6d3 && code !== 0x670) ||
    (code >= 0x750 && code <= 0x77f) ||
    (code >= 0x8a0 && code <= 0x8c9) ||
    (code >= 0xfb50 && code <= 0xfdfb && code !== 0xfd3e && code !== 0xfd3f) ||
    (code >= 0xfe70 && code <= 0xfefc)
  );
}

export function isLetter(letter: string | undefined): boolean {
  return letter !== undefined && LETTER.test(letter);
}

export function isDigit(letter: string | undefined): boolean {
  return letter !== undefined && /\p{Nd}/u.test(letter);
}

const TATWEEL = 0x640;
/** Tashkeel, the superscript alef and tatweel: written or left out, the word is the same. */
const LIGHT = /[\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;

/** The word without tashkeel and tatweel. */
export function bareWord(word: string): string {
  return word.normalize('NFC').replace(LIGHT, '');
}

const FOLDED: [RegExp, string][] = [
  [/[\u0622\u0623\u0625\u0671]/g, '\u0627'], // alef with madda, hamza above, hamza below, wasla: alef
  [/\u0649/g, '\u064a'], // alef maqsura: ya
  [/\u0629/g, '\u0647'], // ta marbuta: ha
  [/\u0624/g, '\u0648'], // hamza on waw: waw
  [/\u0626/g, '\u064a'], // hamza on ya: ya
  [/\u0621/g, ''], // a lone hamza
];

/** The form in which two spellings of one word are the same. */
export function foldedWord(word: string): string {
  return FOLDED.reduce((text, [from, to]) => text.replace(from, to), bareWord(word));
}

export const COMMA = '\u060c';
export const SEMICOLON = '\u061b';
export const QUESTION = '\u061f';

/** min (from), bayn (between): the words that open a range. */
export const RANGE_OPENERS = ['\u0645\u0646', '\u0628\u064a\u0646'];
export const FROM = '\u0645\u0646';
/** ila (to). */
export const TO = '\u0625\u0644\u0649';

/** The keys of the Arabic layout from Q to M, and what they give under a Latin one. */
const ARABIC_KEYS: Record<string, string> = {
  '\u0636': 'q', '\u0635': 'w', '\u062b': 'e', '\u0642': 'r', '\u0641': 't', '\u063a': 'y', '\u0639': 'u',
  '\u0647': 'i', '\u062e': 'o', '\u062d': 'p', '\u0634': 'a', '\u0633': 's', '\u064a': 'd', '\u0628': 'f',
  '\u0644': 'g', '\u0627': 'h', '\u062a': 'j', '\u0646': 'k', '\u0645': 'l', '\u0626': 'z', '\u0621': 'x',
  '\u0624': 'c', '\u0631': 'v', '\u0649': 'n', '\u0629': 'm',
};
const LATIN_KEYS = Object.fromEntries(Object.entries(ARABIC_KEYS).map(([arabic, latin]) => [latin, arabic]));

/** One key gives two letters. */
const LAM_ALEF = '\u0644\u0627';

/** The same keys pressed under the other layout. */
export function otherLayout(typed: string): string {
  return [...typed.toLowerCase().replaceAll(LAM_ALEF, 'b')].map((letter) => ARABIC_KEYS[letter] ?? LATIN_KEYS[letter] ?? letter).join('');
}
