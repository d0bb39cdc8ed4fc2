// Two lines word by word: what of them is the same. Words and signs are pieces, spelling counts.

/** A run of words that both lines have, or that one of them has alone. */
export interface Run {
  fate: 'kept' | 'removed' | 'added';
  text: string;
}

const PIECES = /[\p{L}\p{N}\p{M}\u0640\u200b-\u200f]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu;

/** Words, spaces and single signs. */
export function pieces(text: string): string[] {
  return text.match(PIECES) ?? [];
}

/** The places of a longest common part of two lists, as pairs of indexes. */
export function common(one: readonly string[], other: readonly string[]): [number, number][] {
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < one.length - start && end < other.length - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const pairs: [number, number][] = [];
  for (let at = 0; at < start; at++) pairs.push([at, at]);
  const [n, m] = [one.length - start - end, other.length - start - end];
  // Beyond this the middle counts as rewritten: better than a page that stands still.
  if (n > 0 && m > 0 && n * m <= 4_000_000) {
    const width = m + 1;
    const longest = new Uint32Array((n + 1) * width);
    for (let i = n - 1; i >= 0; i--) {
      for (let j = m - 1; j >= 0; j--) {
        const same = one[start + i] === other[start + j];
        longest[i * width + j] = same ? longest[(i + 1) * width + j + 1]! + 1 : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
      }
    }
    for (let i = 0, j = 0; i < n && j < m; ) {
      if (one[start + i] === other[start + j]) pairs.push([start + i++, start + j++]);
      else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i++;
      else j++;
    }
  }
  for (let at = end; at > 0; at--) pairs.push([one.length - at, other.length - at]);
  return pairs;
}

/** What became of an older line in a newer one. */
export function compared(older: string, newer: string): Run[] {
  const [before, after] = [pieces(older), pieces(newer)];
  const runs: Run[] = [];
  const add = (fate: Run['fate'], text: string) => {
    const last = runs[runs.length - 1];
    if (!text) return;
    if (last?.fate === fate) last.text += text;
    else runs.push({ fate, text });
  };
  let [i, j] = [0, 0];
  for (const [at, also] of [...common(before, after), [before.length, after.length] as const]) {
    add('removed', before.slice(i, at).join(''));
    add('added', after.slice(j, also).join(''));
    add('kept', after[also] ?? '');
    [i, j] = [at + 1, also + 1];
  }
  return runs;
}

/** How much of two lines is the same, from 0 to 1. */
export function likeness(one: string, other: string): number {
  const isWord = (piece: string) => /[\p{L}\p{N}]/u.test(piece);
  const [a, b] = [pieces(one).filter(isWord), pieces(other).filter(isWord)];
  if (a.length + b.length === 0) return 1;
  return (2 * common(a, b).length) / (a.length + b.length);
}
