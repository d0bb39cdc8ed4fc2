// Makes the publication's fonts: one WOFF2 for each weight, with Arabic and Latin together, so that
// an ordinary Arabic paragraph (which holds «», digits and Latin names) loads one file and not two.
// Rare letters are in a second, small file; what is in neither falls back to the reader's own fonts.

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
  { file: 'siraj-sans-400', family: 'Siraj Sans', style: 'Regular', weight: 400, source: `${PLEX}/400Regular/IBMPlexSansArabic_400Regular.ttf` },
  { file: 'siraj-sans-600', family: 'Siraj Sans', style: 'SemiBold', weight: 600, source: `${PLEX}/600SemiBold/IBMPlexSansArabic_600SemiBold.ttf`, budget: 27 },
  { file: 'siraj-sans-700', family: 'Siraj Sans', style: 'Bold', weight: 700, source: `${PLEX}/700Bold/IBMPlexSansArabic_700Bold.ttf` },
  { file: 'siraj-naskh-400', family: 'Siraj Naskh', style: 'Regular', weight: 400, source: `${NASKH}/400Regular/NotoNaskhArabic_400Regular.ttf`, budget: 23 },
  { file: 'siraj-naskh-700', family: 'Siraj Naskh', style: 'Bold', weight: 700, source: `${NASKH}/700Bold/NotoNaskhArabic_700Bold.ttf` },
];

/**
 * Layout that shapes text by itself, and tabular figures for tables. What only a style sheet could
 * switch on and ours never does (stylistic sets, fractions, ornaments) would double the glyphs.
 */
const FEATURES = [
  'calt', 'ccmp', 'clig', 'curs', 'fina', 'init', 'isol', 'kern', 'liga', 'locl', 'mark', 'medi',
  'mkmk', 'mset', 'rclt', 'rlig', 'rtlm', 'tnum',
];

function range(first, last) {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, step) => first + step));
}

/** What nearly every page is written with; the build fails when a font lacks any of it. */
export const COMMON = [
  range(0x20, 0x7e),
  // Arabic: letters, vowel signs, dagger and wasla alef, digits, punctuation.
  '،؛؟ـ٪٫٬', range(0x621, 0x63a), range(0x641, 0x655), 'ٰٱ', range(0x660, 0x669),
  // Letters of foreign names and of the neighbours' languages; apart, they would not join.
  'پچژڤگڨڭکیەۆۇێڕڵ',
  // Typography of both scripts, and the accents that English and French borrow most.
  '\u00a0«»‹›“”‘’–—…•·°×−©€£éèç',
].join('');

/** What a page has now and then, in a file of its own that only such a page asks for. */
export const RARE = [range(0x6f0, 0x6f9), 'ﷺ', 'ÀÇÉÖÜÑàáâäãåæêëíîïñóôöøúûüßœžšı'].join('');

/** Kept where the font has them: they steer joining and direction and have no shape of their own. */
const CONTROLS = '\u061c\u200b\u200c\u200d\u200e\u200f';

/** The two WOFF2 of one font by file name, the same bytes each time. */
export async function buildFont(font) {
  const common = await cut(font, COMMON, CONTROLS);
  if (font.budget && common.length > font.budget * 1024) {
    throw new Error(`${font.file}.woff2 has ${common.length} bytes; it is preloaded and may have ${font.budget} KB`);
  }
  return { [`${font.file}.woff2`]: common, [`${font.file}-rare.woff2`]: await cut(font, RARE, '') };
}

/** The style rules by which a browser asks for the rare letters; it takes the last face that has a letter. */
export function rareFaces(url) {
  const points = [...RARE].map((letter) => `U+${letter.codePointAt(0).toString(16)}`).join(',');
  return FONTS.map(
    ({ file, family, weight }) =>
      `@font-face{font-family:"${family}";font-weight:${weight};font-display:swap;` +
      `src:url(${url(`${file}-rare.woff2`)}) format("woff2");unicode-range:${points}}`,
  ).join('');
}

async function cut({ file, family, style, source }, needed, welcome) {
  const original = await readFile(require.resolve(source));
  const subsetted = await subset(original, needed + welcome, {
    targetFormat: 'truetype',
    noHinting: true,
    keepFeatures: FEATURES,
    dropTables: ['gasp', 'meta', 'STAT', 'DSIG'],
  });
  const tables = readTables(subsetted);
  tables.set('name', rename(readTables(original).get('name'), family, style));
  const known = codePoints(tables.get('cmap'));
  const lacking = [...needed].filter((letter) => !known.has(letter.codePointAt(0)));
  if (lacking.length > 0) throw new Error(`${file}: ${source} has no ${lacking.join(' ')}`);
  return Buffer.from(await wawoff2.compress(writeTables(subsetted.readUInt32BE(0), tables)));
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
