// What can be done to blocks and words, as ProseMirror's commands: turning a block into another,
// putting one in, leaving one. Lists and tables have files of their own.

import { setBlockType, toggleMark } from 'prosemirror-commands';
import { closeHistory } from 'prosemirror-history';
import { Fragment, type MarkType, type Node, type ResolvedPos } from 'prosemirror-model';
import { type Command, type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { type Direction, firstStrong, MARK_LTR, MARK_RTL } from './arabic.ts';
import { directionAt } from './dress.ts';
import { LIMITS, markType, schema, type } from './schema.ts';

export const strong = toggleMark(markType('strong'));
export const emphasis = toggleMark(markType('em'));
export const leftToRight = toggleMark(markType('left_to_right'));
export const paragraph = setBlockType(type('paragraph'));

export const heading = (level: number): Command => (state, dispatch) => {
  const now = state.selection.$from.parent;
  const already = now.type.name === 'heading' && now.attrs['level'] === level;
  return already ? paragraph(state, dispatch) : setBlockType(type('heading'), { level })(state, dispatch);
};

/** Does something as a step of its own, however soon after the last it comes. */
export function act(view: EditorView, tr: Transaction): void {
  view.dispatch(closeHistory(tr));
}

/** A command whose change is such a step. */
export const alone = (command: Command): Command => (state, dispatch, view) =>
  command(state, dispatch && ((tr) => dispatch(closeHistory(tr))), view);

export function run(view: EditorView, command: Command): boolean {
  return alone(command)(view.state, view.dispatch, view);
}

/** The name of the block in which the caret stands, its outermost one first. */
export function blockNames(state: EditorState): string[] {
  const { $from } = state.selection;
  const names: string[] = [];
  for (let depth = 1; depth <= $from.depth; depth += 1) names.push($from.node(depth).type.name);
  if (state.selection instanceof NodeSelection) names.push(state.selection.node.type.name);
  return names;
}

export function isMarked(state: EditorState, mark: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  return empty ? Boolean(mark.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, mark);
}

/** Whether marks may stand where the caret does: titles and attributions hold plain text. */
export function holdsMarks(state: EditorState): boolean {
  const { parent } = state.selection.$from;
  return parent.inlineContent && parent.type.allowsMarkType(markType('strong'));
}

/** Puts a block at the caret: in place of an empty paragraph, else after the outermost block. */
export function putBlock(tr: Transaction, node: Node, inside = true): Transaction {
  const { $from } = tr.selection;
  const parent = $from.parent;
  let at: number;
  if ($from.depth === 1 && parent.type.name === 'paragraph' && isEmpty(parent)) {
    at = $from.before(1);
    tr.replaceWith(at, $from.after(1), node);
  } else {
    at = $from.depth === 0 ? tr.selection.to : $from.after(1);
    tr.insert(at, node);
  }
  const end = at + node.nodeSize;
  // After a block that holds no caret there is a paragraph to go on writing in.
  if (node.isAtom && !tr.doc.resolve(end).nodeAfter) tr.insert(end, type('paragraph').create());
  if (inside && !node.isAtom) tr.setSelection(Selection.near(tr.doc.resolve(at + 1)));
  else if (node.isAtom && NodeSelection.isSelectable(node)) tr.setSelection(NodeSelection.create(tr.doc, at));
  return tr.scrollIntoView();
}

/** Nothing that a reader would see. */
export function isEmpty(node: Node): boolean {
  return node.childCount === 0 || (node.isTextblock && /^[\s\u200e\u200f\u061c]*$/.test(node.textContent) && node.textContent.length === node.content.size);
}

export const divider: Command = (state, dispatch) => {
  dispatch?.(afterwards(putBlock(state.tr, type('horizontal_rule').create())));
  return true;
};

/** The caret after the block that is selected, where there is room for it. */
export function afterwards(tr: Transaction): Transaction {
  const next = Selection.findFrom(tr.doc.resolve(tr.selection.to), 1, true);
  return next ? tr.setSelection(next) : tr;
}

/** The paragraphs of the selection become a quotation; from within one they leave it. */
export const quotation: Command = (state, dispatch) => {
  if (around(state.selection.$from, 'quotation') !== null) return unwrap(state, dispatch);
  const range = state.selection.$from.blockRange(state.selection.$to);
  if (!range || range.depth !== 0) return false;
  const paragraphs: Node[] = [];
  for (let index = range.startIndex; index < range.endIndex; index += 1) {
    const child = range.parent.child(index);
    if (!child.isTextblock) return false;
    paragraphs.push(type('paragraph').create(null, child.content));
  }
  if (dispatch) {
    const quoted = type('quotation').create(null, [...paragraphs, type('attribution').create()]);
    const caret = state.selection.from;
    const tr = state.tr.replaceWith(range.start, range.end, quoted);
    tr.setSelection(TextSelection.near(tr.doc.resolve(caret + 1)));
    dispatch(tr.scrollIntoView());
  }
  return true;
};

/** A sentence pulled out: the selected words are shown large after their paragraph and stay in it. */
export const pullQuote: Command = (state, dispatch) => {
  const words = state.doc.textBetween(state.selection.from, state.selection.to, ' ', ' ').trim();
  const text = type('pull_text').create(null, words ? schema.text(words.slice(0, LIMITS.shortText)) : null);
  dispatch?.(putBlock(state.tr, type('pull_quote').create(null, [text, type('attribution').create()])));
  return true;
};

export const factBox: Command = (state, dispatch) => {
  const box = type('fact_box').create(null, [type('fact_title').create(), type('paragraph').create()]);
  dispatch?.(putBlock(state.tr, box));
  return true;
};

export const keyPoints: Command = (state, dispatch) => {
  dispatch?.(putBlock(state.tr, type('key_points').create(null, type('key_point').create())));
  return true;
};

/** The depth of the nearest block of a name around a position, or `null`. */
export function around($at: ResolvedPos, ...names: string[]): number | null {
  for (let depth = $at.depth; depth > 0; depth -= 1) {
    if (names.includes($at.node(depth).type.name)) return depth;
  }
  return null;
}

const BOXES = ['quotation', 'pull_quote', 'fact_box', 'key_points'];

/** The block around the caret falls apart into paragraphs; not a word of it is lost. */
export const unwrap: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const depth = around($from, ...BOXES);
  if (depth === null) return false;
  const parts: Node[] = [];
  let caret = 0;
  let size = 0;
  $from.node(depth).forEach((child) => {
    const mine = $from.depth > depth && $from.node(depth + 1) === child;
    if (mine) caret = size + 1 + ($from.pos - $from.start(depth + 1));
    if (!mine && child.isTextblock && child.content.size === 0) return;
    const part = child.isTextblock ? type('paragraph').create(null, child.content) : child;
    parts.push(part);
    size += part.nodeSize;
  });
  if (dispatch) {
    const start = $from.before(depth);
    const tr = state.tr.replaceWith(start, $from.after(depth), parts.length > 0 ? parts : type('paragraph').create());
    tr.setSelection(Selection.near(tr.doc.resolve(Math.min(start + caret, tr.doc.content.size))));
    dispatch(tr.scrollIntoView());
  }
  return true;
};

/** Backspace at the very start of a box takes the box away and leaves its text. */
export const backspaceAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const depth = around($from, ...BOXES);
  if (!empty || depth === null || $from.parentOffset > 0) return false;
  return $from.pos === firstCaret($from, depth) ? unwrap(state, dispatch) : false;
};

function firstCaret($at: ResolvedPos, depth: number): number {
  return Selection.findFrom($at.doc.resolve($at.start(depth)), 1, true)?.from ?? -1;
}

/** Enter within the parts of a box: to its next part, and out of it from the last. */
export const enterInBox: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if (!$from.sameParent($to)) return false;
  const name = $from.parent.type.name;
  const end = $from.parentOffset === $from.parent.content.size;
  if (name === 'attribution') return leave(state, dispatch, $from.depth - 1);
  if (name === 'pull_text') return moveTo(state, dispatch, $from.after() + 1);
  if (name === 'fact_title') return enterFacts(state, dispatch);
  if (name === 'key_point') return enterPoint(state, dispatch);
  if (name !== 'paragraph' || $from.depth !== 2 || !end || $from.parent.content.size > 0) return false;
  // An empty last paragraph: the box is done.
  const box = $from.node(1);
  const last = $from.index(1) === box.childCount - 1 - (box.type.name === 'quotation' ? 1 : 0);
  if (!last || $from.index(1) === 0) return false;
  if (box.type.name === 'quotation') {
    const tr = state.tr.delete($from.before(), $from.after());
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, $from.before() + 1)).scrollIntoView());
    return true;
  }
  return box.type.name === 'fact_box' ? leave(state, dispatch, 1, true) : false;
};

function moveTo(state: EditorState, dispatch: ((tr: Transaction) => void) | undefined, at: number): boolean {
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, at)).scrollIntoView());
  return true;
}

/** A paragraph after the block at a depth, and the caret in it. */
export function leave(state: EditorState, dispatch: ((tr: Transaction) => void) | undefined, depth: number, drop = false): boolean {
  if (!dispatch) return true;
  const { $from } = state.selection;
  const tr = state.tr;
  if (drop) tr.delete($from.before(), $from.after());
  const at = tr.mapping.map($from.after(depth));
  tr.insert(at, type('paragraph').create());
  dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  return true;
}

function enterFacts(state: EditorState, dispatch: ((tr: Transaction) => void) | undefined): boolean {
  const { $from } = state.selection;
  if (!dispatch) return true;
  const rest = $from.parent.content.cut($from.parentOffset);
  const tr = state.tr.delete($from.pos, $from.end());
  const at = tr.mapping.map($from.after());
  const next = tr.doc.resolve(at).nodeAfter;
  if (rest.size > 0 || !next) tr.insert(at, type('paragraph').create(null, rest));
  dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at + 1))).scrollIntoView());
  return true;
}

function enterPoint(state: EditorState, dispatch: ((tr: Transaction) => void) | undefined): boolean {
  const { $from } = state.selection;
  const points = $from.node(-1);
  const last = $from.index(-1) === points.childCount - 1;
  const done = ($from.parent.content.size === 0 && last) || points.childCount >= LIMITS.keyPoints;
  if (!done) {
    dispatch?.(state.tr.deleteSelection().split(state.selection.from).scrollIntoView());
    return true;
  }
  return leave(state, dispatch, $from.depth - 1, $from.parent.content.size === 0 && points.childCount > 1);
}

/** A line break that the writer wants; where text has no breaks, nothing. */
export const lineBreak: Command = (state, dispatch) => {
  const { parent } = state.selection.$from;
  if (!parent.type.contentMatch.matchType(type('hard_break'))) return true;
  dispatch?.(state.tr.replaceSelectionWith(type('hard_break').create(), true).scrollIntoView());
  return true;
};

/**
 * Turns the direction of the paragraph round. The body has no field for it: a direction mark, which
 * nobody sees, opens the paragraph, and every page then shows it so.
 */
export const turnDirection = (base: Direction): Command => (state, dispatch) => {
  const { $from } = state.selection;
  if (!$from.parent.isTextblock) return false;
  const wanted: Direction = directionAt(state, base) === 'rtl' ? 'ltr' : 'rtl';
  const start = $from.start();
  const tr = state.tr;
  const text = $from.parent.textContent;
  if ([MARK_LTR, MARK_RTL].includes(text.charAt(0))) tr.delete(start, start + 1);
  const bare = text.replace(/^[\u200e\u200f]/, '');
  if ((firstStrong(bare) ?? base) !== wanted) tr.insert(start, schema.text(wanted === 'ltr' ? MARK_LTR : MARK_RTL));
  dispatch?.(tr);
  return true;
};

/** Moves a picture within its gallery, or a block within the text. */
export function swap(state: EditorState, at: number, by: -1 | 1): Transaction | null {
  const $at = state.doc.resolve(at);
  const index = $at.index();
  const node = $at.nodeAfter;
  const other = index + by < 0 ? null : $at.parent.maybeChild(index + by);
  if (!node || !other) return null;
  const from = by < 0 ? at - other.nodeSize : at;
  const pair = by < 0 ? [node, other] : [other, node];
  const tr = state.tr.replaceWith(from, from + node.nodeSize + other.nodeSize, Fragment.from(pair));
  return tr.setSelection(NodeSelection.create(tr.doc, by < 0 ? from : from + other.nodeSize));
}
