// Makes the publication's fonts: one WOFF2 for each weight, with Arabic and Latin together, so that
// an ordinary Arabic paragraph (which holds «», digits and Latin names) loads one file and not two.
// What is left out falls back to the reader's own fonts, letter by letter.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subset from 'subset-font';
import wawoff2 from 'wawoff2';
import { codePoints, nameTable, readName, readTables, writeTables } from './sfnt.mjs';

const require = createRequire(import.meta.url);

const PLEX = '@expo-google-fonts/ibm-plex-sans-arabic';
const NASKH = '@expo-google-fonts/noto-naskh-arabic';

/** Every font that pages may ask for. */
export const FONTS = [
  { file: 'siraj-sans-400', family: 'Siraj Sans', style: 'Regular', source: `${PLEX}/400Regular/IBMPlexSansArabic_400Regular.ttf` },
  { file: 'siraj-sans-600', family: 'Siraj Sans', style: 'SemiBold', source: `${PLEX}/600SemiBold/IBMPlexSansArabic_600SemiBold.ttf`, budget: 27 },
  { file: 'siraj-sans-700', family: 'Siraj Sans', style: 'Bold', source: `${PLEX}/700Bold/IBMPlexSansArabic_700Bold.ttf` },
  { file: 'siraj-naskh-400', family: 'Siraj Naskh', style: 'Regular', source: `${NASKH}/400Regular/NotoNaskhArabic_400Regular.ttf`, budget: 23 },
  { file: 'siraj-naskh-700', family: 'Siraj Naskh', style: 'Bold', source: `${NASKH}/700Bold/NotoNaskhArabic_700Bold.ttf` },
];

/**
 * Layout that shapes text by itself, and tabular figures for tables. What only a style sheet could
 * switch on and ours never does (stylistic sets, fractions, ornaments) would double the glyphs.
 */
const FEATURES = [
  'calt', 'ccmp', 'clig', 'curs', 'fina', 'init', 'isol', 'kern', 'liga', 'locl', 'mark', 'medi',
  'mkmk', 'mset', 'pnum', 'rclt', 'rlig', 'rtlm', 'tnum',
];

function range(first, last) {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, step) => first + step));
}

/** What news is written with; the build fails when a font lacks any of it. */
export const NEEDED = [
  range(0x20, 0x7e),
  // Arabic: letters, vowel signs, dagger and wasla alef, both sets of digits, punctuation.
  '،؛؟ـ٪٫٬', range(0x621, 0x63a), range(0x641, 0x655), 'ٰٱ', range(0x660, 0x669),
  // Letters of foreign names and of the neighbours' languages.
  'پچژڤگڨڭکیەۆۇێڕڵ', range(0x6f0, 0x6f9),
  'ﷺ',
  // Typography of both scripts.
  '\u00a0«»‹›“”‘’–—…•·°×−©€£',
  // Names and borrowed words in Latin script.
  'ÀÇÉÖÜÑàáâäãåæçèéêëíîïñóôöøúûüßœžšı',
].join('');

/** Kept where the font has them: they steer joining and direction and have no shape of their own. */
const CONTROLS = '\u061c\u200b\u200c\u200d\u200e\u200f';

/** The WOFF2 of one font, the same bytes each time. */
export async function buildFont({ file, family, style, source, budget }) {
  const original = await readFile(require.resolve(source));
  const cut = await subset(original, NEEDED + CONTROLS, {
    targetFormat: 'truetype',
    noHinting: true,
    keepFeatures: FEATURES,
    dropTables: ['gasp', 'meta', 'STAT', 'DSIG'],
  });
  const tables = readTables(cut);
  tables.set('name', rename(readTables(original).get('name'), family, style));
  const known = codePoints(tables.get('cmap'));
  const lacking = [...NEEDED].filter((letter) => !known.has(letter.codePointAt(0)));
  if (lacking.length > 0) {
    throw new Error(`${file}: ${source} has no ${lacking.join(' ')}`);
  }
  const woff2 = Buffer.from(await wawoff2.compress(writeTables(cut.readUInt32BE(0), tables)));
  if (budget && woff2.length > budget * 1024) {
    throw new Error(`${file}.woff2 has ${woff2.length} bytes; it is preloaded and may have ${budget} KB`);
  }
  return woff2;
}

/** A neutral name, as the licence asks of changed copies, with the makers' copyright and licence. */
function rename(original, family, style) {
  return nameTable({
    0: readName(original, 0),
    1: family,
    2: style,
    3: `${family} ${style}`,
    4: `${family} ${style}`,
    5: readName(original, 5),
    6: `${family} ${style}`.replaceAll(' ', '-'),
    13: 'This Font Software is licensed under the SIL Open Font License, Version 1.1.',
    14: 'https://openfontlicense.org',
  });
}
