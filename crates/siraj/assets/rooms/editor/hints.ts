// Hints: places that want a second look, under a wavy line, each with one repair. They wait until the
// writer pauses, look again only at paragraphs that changed, and never change a letter by themselves.
// Slips of typography are what the server found (`typography.ts`); ranges and names are found here.

import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { bareWord, foldedWord, isArabicLetter } from './arabic.ts';
import { leftToRight, textOf } from './inline.ts';
import { type Kind, type Mending, ranges } from './mend.ts';
import { lookedAt, type Slip, type Typography } from './typography.ts';

export interface Hint {
  kind: Kind;
  /** What the repair puts there. */
  text: string;
  /** A slip, which is mended without asking. */
  mends: boolean;
}

/** A hint and where it stands now. */
export interface Placed extends Hint {
  from: number;
  to: number;
}

const key = new PluginKey<DecorationSet>('hints');
/** «Never while a word is being typed.» */
const PAUSE = 1500;
/** Work in pieces that no key has to wait for. */
const PIECE = 8;

const found = new WeakMap<Node, Mending[]>();
const looked = new WeakMap<Node, string>();
const paired = new WeakMap<Node, Pair[]>();

interface Pair {
  from: number;
  to: number;
  bare: string;
  folded: string;
}

export function hintsOf(state: EditorState): Placed[] {
  const set = key.getState(state);
  return (set?.find() ?? []).map(({ from, to, spec }) => ({ from, to, kind: spec['kind'] as Kind, text: spec['text'] as string, mends: spec['mends'] === true })).sort((a, b) => a.from - b.from);
}

export function hints(typography: Typography, changed: (view: EditorView) => void): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, kept) {
        const meta = tr.getMeta(key) as DecorationSet | undefined;
        if (meta) return meta;
        return tr.docChanged ? untouched(kept, tr) : kept;
      },
    },
    props: {
      decorations(state) {
        return key.getState(state);
      },
    },
    view(view) {
      let timer = 0;
      let written = performance.now();
      const later = (wait: number, run: () => void) => {
        window.clearTimeout(timer);
        timer = window.setTimeout(run, wait);
      };
      const look = () => {
        if (view.composing) return later(PAUSE, look);
        const until = performance.now() + PIECE;
        if (!read(view.state.doc, until)) return later(0, look);
        const set = DecorationSet.create(view.state.doc, decorations(view.state.doc, typography));
        if (same(set, key.getState(view.state))) return;
        view.dispatch(view.state.tr.setMeta(key, set).setMeta('addToHistory', false));
        changed(view);
      };
      later(PAUSE, look);
      // What was found meanwhile waits for the pause as everything else does.
      typography.changed = () => later(Math.max(0, written + PAUSE - performance.now()), look);
      return {
        update(next, before) {
          if (next.state.doc === before.doc) return;
          written = performance.now();
          later(PAUSE, look);
        },
        destroy: () => {
          window.clearTimeout(timer);
          typography.changed = () => undefined;
        },
      };
    },
  });
}

/** The slips of a document, as far as its paragraphs were looked at. */
export function slipsOf(doc: Node, typography: Typography): Placed[] {
  const all: Placed[] = [];
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true;
    const text = lookedAt(node.content);
    for (const slip of seen(typography.of(text) ?? [], text)) {
      if (slip.mends) all.push({ ...slip, from: at + 1 + slip.from, to: at + 1 + slip.to });
    }
    return false;
  });
  return all;
}

/** The texts of those paragraphs within a range that nobody has looked at. */
export function unseen(doc: Node, typography: Typography, { from, to }: { from: number; to: number }): string[] {
  const texts: string[] = [];
  doc.nodesBetween(from, to, (node) => {
    if (!node.isTextblock) return true;
    const text = lookedAt(node.content);
    if (text !== '' && typography.of(text) === undefined) texts.push(text);
    return false;
  });
  return texts;
}

/** The hints that still stand where they were found; a touched one is gone until the next look. */
function untouched(kept: DecorationSet, tr: Transaction): DecorationSet {
  let set = kept.map(tr.mapping, tr.doc);
  tr.mapping.maps.forEach((map, index) => {
    const rest = tr.mapping.slice(index + 1);
    map.forEach((_from, _to, start, end) => {
      set = set.remove(set.find(rest.map(start, -1), rest.map(end, 1)));
    });
  });
  return set;
}

function same(a: DecorationSet, b: DecorationSet | undefined): boolean {
  const [left, right] = [a.find(), b?.find() ?? []];
  return left.length === right.length && left.every((one, at) => {
    const other = right[at];
    return one.from === other?.from && one.to === other.to && one.spec['text'] === other.spec['text'];
  });
}

/** Reads paragraphs that nobody has read yet; answers whether all are read. */
function read(doc: Node, until: number): boolean {
  let done = true;
  doc.descendants((node) => {
    if (!done) return false;
    if (!node.isTextblock) return true;
    if (found.has(node)) return false;
    if (performance.now() > until) {
      done = false;
      return false;
    }
    const text = textOf(node.content);
    const keep = leftToRight(node.content);
    found.set(node, ranges(text, keep));
    looked.set(node, lookedAt(node.content));
    paired.set(node, pairs(text));
    return false;
  });
  return done;
}

function decorations(doc: Node, typography: Typography): Decoration[] {
  const all: Decoration[] = [];
  const put = (from: number, to: number, kind: Kind, text: string, mends = false) =>
    all.push(Decoration.inline(from, to, { class: 'hint-here' }, { kind, text, mends, inclusiveStart: false, inclusiveEnd: false }));
  const names = new Map<string, { pair: Pair; at: number }[]>();
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true;
    for (const { from, to, kind, text } of found.get(node) ?? []) put(at + 1 + from, at + 1 + to, kind, text);
    const text = looked.get(node) ?? '';
    for (const slip of seen(typography.of(text) ?? [], text)) {
      put(at + 1 + slip.from, at + 1 + slip.to, slip.kind, slip.text, slip.mends);
    }
    for (const pair of paired.get(node) ?? []) {
      const list = names.get(pair.folded);
      if (list) list.push({ pair, at: at + 1 });
      else names.set(pair.folded, [{ pair, at: at + 1 }]);
    }
    return false;
  });
  for (const list of names.values()) {
    for (const { from, to, text } of misspelt(list)) put(from, to, 'name', text);
  }
  return all;
}

/** Of several spellings of one pair of words, those that are written less often than the usual one. */
function misspelt(list: { pair: Pair; at: number }[]): { from: number; to: number; text: string }[] {
  if (list.length < 2 || list.every(({ pair }) => pair.bare === list[0]?.pair.bare)) return [];
  const times = new Map<string, number>();
  for (const { pair } of list) times.set(pair.bare, (times.get(pair.bare) ?? 0) + 1);
  const most = Math.max(...times.values());
  // Of equals the first in the text is taken for the usual one.
  const usual = list.find(({ pair }) => times.get(pair.bare) === most)?.pair.bare ?? '';
  return list.filter(({ pair }) => pair.bare !== usual).map(({ pair, at }) => ({ from: at + pair.from, to: at + pair.to, text: usual }));
}

const WORD = /[\p{Script=Arabic}\p{M}]+/gu;

/** Neighbouring Arabic words of three letters and more, as names are written. */
function pairs(text: string): Pair[] {
  const out: Pair[] = [];
  let before: { from: number; bare: string; folded: string; end: number } | null = null;
  for (const match of text.matchAll(WORD)) {
    const bare = bareWord(match[0]);
    const end = match.index + match[0].length;
    const long = [...bare].length >= 3 && isArabicLetter(bare[0]);
    const here = long ? { from: match.index, bare, folded: foldedWord(match[0]), end } : null;
    if (here && before && text.slice(before.end, here.from) === ' ') {
      out.push({ from: before.from, to: end, bare: `${before.bare} ${bare}`, folded: `${before.folded} ${here.folded}` });
    }
    before = here;
  }
  return out;
}

/** Slips where there is something to underline: a space that is missing is said of the sign before it. */
function seen(slips: readonly Slip[], text: string): Slip[] {
  const all: Slip[] = [];
  for (const slip of slips) {
    const last = all[all.length - 1];
    if (slip.from < slip.to) all.push(slip);
    else if (last?.mends && slip.mends && last.to === slip.from) all[all.length - 1] = { ...last, text: last.text + slip.text };
    else if (slip.from > 0) all.push({ ...slip, from: slip.from - 1, text: text.charAt(slip.from - 1) + slip.text });
  }
  return all;
}
