// Hints: places that want a second look, under a wavy line, each with one repair. They wait until the
// writer pauses, look again only at paragraphs that changed, and never change a letter by themselves.

import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { bareWord, foldedWord, isArabicLetter } from './arabic.ts';
import { act } from './commands.ts';
import type { Desk } from './desk.ts';
import { leftToRight, marksAt, textOf } from './inline.ts';
import { type Kind, type Mending, quotes, ranges, spacing } from './mend.ts';
import { schema } from './schema.ts';

export interface Hint {
  kind: Kind;
  /** What the repair puts there. */
  text: string;
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
const paired = new WeakMap<Node, Pair[]>();

interface Pair {
  from: number;
  to: number;
  bare: string;
  folded: string;
}

export function hintsOf(state: EditorState): Placed[] {
  const set = key.getState(state);
  return (set?.find() ?? []).map(({ from, to, spec }) => ({ from, to, kind: spec['kind'] as Kind, text: spec['text'] as string })).sort((a, b) => a.from - b.from);
}

export function hints(changed: (view: EditorView) => void): Plugin<DecorationSet> {
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
      const later = (wait: number, run: () => void) => {
        window.clearTimeout(timer);
        timer = window.setTimeout(run, wait);
      };
      const look = () => {
        if (view.composing) return later(PAUSE, look);
        const until = performance.now() + PIECE;
        if (!read(view.state.doc, until)) return later(0, look);
        const set = DecorationSet.create(view.state.doc, decorations(view.state.doc));
        if (same(set, key.getState(view.state))) return;
        view.dispatch(view.state.tr.setMeta(key, set).setMeta('addToHistory', false));
        changed(view);
      };
      later(PAUSE, look);
      return {
        update(next, before) {
          if (next.state.doc !== before.doc) later(PAUSE, look);
        },
        destroy: () => window.clearTimeout(timer),
      };
    },
  });
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
    found.set(node, [...spacing(text, keep), ...quotes(text, keep), ...ranges(text, keep)]);
    paired.set(node, pairs(text));
    return false;
  });
  return done;
}

function decorations(doc: Node): Decoration[] {
  const all: Decoration[] = [];
  const put = (from: number, to: number, kind: Kind, text: string) =>
    all.push(Decoration.inline(from, to, { class: 'hint-here' }, { kind, text, inclusiveStart: false, inclusiveEnd: false }));
  const names = new Map<string, { pair: Pair; at: number }[]>();
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true;
    for (const { from, to, kind, text } of found.get(node) ?? []) put(at + 1 + from, at + 1 + to, kind, text);
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

/** The hint at the caret or selection, else none. */
export function hintAt(state: EditorState): Placed | null {
  const { from, to } = state.selection;
  return hintsOf(state).find((hint) => hint.from <= to && from <= hint.to) ?? null;
}

/** Goes to the next hint after the caret, round to the first after the last. */
export function nextHint(desk: Desk): boolean {
  const { view, words } = desk;
  const all = hintsOf(view.state);
  const { from: start, to: end } = view.state.selection;
  const next = all.find(({ from, to }) => from >= start && !(from === start && to === end)) ?? all[0];
  if (!next) return desk.say(words('no_hints'));
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, next.from, next.to)).scrollIntoView());
  desk.say(`${reason(desk, next)} ${words('repair_by_key')}`);
  return true;
}

/** Puts the hint at the caret right. */
export function repairHere(desk: Desk): boolean {
  const hint = hintAt(desk.view.state);
  return hint ? repair(desk, hint) : desk.say(desk.words('no_hint_here'));
}

export function repair(desk: Desk, { from, to, text }: Placed): boolean {
  const { view, words } = desk;
  const { state } = view;
  const $from = state.doc.resolve(from);
  const marks = marksAt($from.parent.content, $from.parentOffset);
  const tr = text === '' ? state.tr.delete(from, to) : keepInner(state, from, to, text) ?? state.tr.replaceWith(from, to, schema.text(text, marks));
  tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(to)));
  act(view, tr.scrollIntoView());
  return desk.say(words('repaired'));
}

/** Signs around words are changed and the words left, so that their marks stay. */
function keepInner(state: EditorState, from: number, to: number, text: string): Transaction | null {
  const before = state.doc.textBetween(from, to, '\ufffc', '\ufffc');
  if (before.length !== text.length || before.length < 3) return null;
  if (before.slice(1, -1) !== text.slice(1, -1)) return null;
  return state.tr.insertText(text.slice(-1), to - 1, to).insertText(text.charAt(0), from, from + 1);
}

/** Why there is a hint, and what its repair would write. */
export function reason({ words }: Desk, { kind, text }: Hint): string {
  return words(`hint_${kind}`, { text: text.trim() });
}
