// Putting hints right: the one at the caret, or every slip at once. What is known is mended in the
// same moment; paragraphs that the server has not seen yet are asked about and mended in the same step.

import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { act } from './commands.ts';
import type { Desk } from './desk.ts';
import { type Hint, hintsOf, type Placed, slipsOf, unseen } from './hints.ts';
import { marksAt } from './inline.ts';
import { schema } from './schema.ts';
import type { Typography } from './typography.ts';

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
  const all_slips = next.mends ? ` ${words('repair_all_by_key')}` : '';
  desk.say(`${reason(desk, next)} ${words('repair_by_key')}${all_slips}`);
  return true;
}

/** Puts the hint at the caret right. */
export function repairHere(desk: Desk): boolean {
  const hint = hintAt(desk.view.state);
  return hint ? repair(desk, hint) : desk.say(desk.words('no_hint_here'));
}

export function repair(desk: Desk, hint: Placed): boolean {
  const { view, words } = desk;
  const { state } = view;
  const tr = mended(state.tr, hint.kind === 'quotes' ? together(state, hint) : [hint]);
  tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(hint.to)));
  act(view, tr.scrollIntoView());
  return desk.say(words('repaired'));
}

/** A mark of quotation alone is worse than two wrong ones: those of a paragraph are mended together. */
function together(state: EditorState, hint: Placed): Placed[] {
  const parent = state.doc.resolve(hint.from).parent;
  return hintsOf(state).filter(({ kind, from }) => kind === 'quotes' && state.doc.resolve(from).parent === parent);
}

/** Mends every slip of the selection, or of the whole text where nothing is selected. */
export function repairAll(desk: Desk): boolean {
  const { view, words, typography } = desk;
  const first = all(view.state, typography);
  if (first) act(view, first.tr);
  const { doc } = view.state;
  const texts = [...new Set(unseen(doc, typography, range(view.state)))];
  const ask = desk.host.typography;
  if (!ask || texts.length === 0) return desk.say(said(desk, first?.count ?? 0));
  void ask(texts).then((found) => {
    if (view.isDestroyed) return;
    if (!found) return void desk.say(words('not_all_looked_at', { count: String(first?.count ?? 0) }));
    typography.add(texts, found);
    const rest = all(view.state, typography);
    if (rest) {
      // One step to undo, unless somebody wrote meanwhile.
      if (first && view.state.doc === doc) view.dispatch(rest.tr.setMeta('appendedTransaction', first.tr));
      else act(view, rest.tr);
    }
    desk.say(said(desk, (first?.count ?? 0) + (rest?.count ?? 0)));
  });
  return true;
}

function range({ selection, doc }: EditorState): { from: number; to: number } {
  return selection.empty ? { from: 0, to: doc.content.size } : { from: selection.from, to: selection.to };
}

function said({ words }: Desk, count: number): string {
  return count === 0 ? words('no_slips') : words('repaired_all', { count: String(count) });
}

/** The slips of the selection, or of the whole text, put right in one step. */
function all(state: EditorState, typography: Typography): { tr: Transaction; count: number } | null {
  const within = range(state);
  const slips = slipsOf(state.doc, typography).filter(({ from, to }) => from >= within.from && to <= within.to);
  return slips.length === 0 ? null : { tr: mended(state.tr, slips), count: slips.length };
}

/** The places put right, from the last to the first. */
function mended(tr: Transaction, hints: Placed[]): Transaction {
  for (const hint of [...hints].sort((a, b) => b.from - a.from)) put(tr, hint);
  return tr;
}

function put(tr: Transaction, { from, to, text }: Placed): void {
  if (text === '') return void tr.delete(from, to);
  if (keepInner(tr, from, to, text)) return;
  const $from = tr.doc.resolve(from);
  tr.replaceWith(from, to, schema.text(text, marksAt($from.parent.content, $from.parentOffset)));
}

/** Signs around words are changed and the words left, so that their marks stay. */
function keepInner(tr: Transaction, from: number, to: number, text: string): boolean {
  const before = tr.doc.textBetween(from, to, '\ufffc', '\ufffc');
  if (before.length !== text.length || before.length < 3) return false;
  if (before.slice(1, -1) !== text.slice(1, -1)) return false;
  tr.insertText(text.slice(-1), to - 1, to).insertText(text.charAt(0), from, from + 1);
  return true;
}

/** Why there is a hint, and what its repair would write. */
export function reason({ words }: Pick<Desk, 'words'>, { kind, text }: Pick<Hint, 'kind' | 'text'>): string {
  return words(`hint_${kind}`, { text: text.trim() });
}
