// Lists: an item is one paragraph and at most one list under it, three deep in all. Moving an item
// in or out rebuilds the items around it, so that neither words nor order are ever lost.

import { Fragment, type Node, type ResolvedPos } from 'prosemirror-model';
import { splitListItem } from 'prosemirror-schema-list';
import { type Command, type EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { LIMITS, type } from './schema.ts';

interface Items {
  /** The depth of the list whose items these are. */
  depth: number;
  list: Node;
  first: number;
  last: number;
}

const isList = (node: Node | null | undefined) => node?.type.spec.group?.includes('list') ?? false;

function itemsOf($from: ResolvedPos, $to: ResolvedPos): Items | null {
  const range = $from.blockRange($to, (node) => isList(node));
  if (!range) return null;
  return { depth: range.depth, list: range.parent, first: range.startIndex, last: range.endIndex - 1 };
}

export function listDepth($at: ResolvedPos): number {
  let depth = 0;
  for (let at = $at.depth; at > 0; at -= 1) if (isList($at.node(at))) depth += 1;
  return depth;
}

/** How many lists stand in each other in a node, itself included. */
export function levels(node: Node): number {
  let deepest = 0;
  node.forEach((child) => {
    deepest = Math.max(deepest, levels(child));
  });
  return deepest + (isList(node) ? 1 : 0);
}

const childrenOf = (node: Node): Node[] => Array.from({ length: node.childCount }, (_none, index) => node.child(index));
const item = (paragraph: Node, list: Node | null) => type('list_item').create(null, list ? [paragraph, list] : [paragraph]);
const under = (node: Node): Node | null => node.maybeChild(1);
const head = (node: Node): Node => node.child(0);

/** Puts rebuilt nodes where others were, with the selection in the same paragraphs as before. */
function rebuild(state: EditorState, from: number, to: number, nodes: Node[]): Transaction {
  const { $from, $to } = state.selection;
  const content = Fragment.from(nodes);
  const find = (wanted: Node, offset: number): number => {
    let at = from + 1;
    content.descendants((node, position) => {
      if (node === wanted) at = from + position + 1 + offset;
      return node !== wanted;
    });
    return at;
  };
  const tr = state.tr.replaceWith(from, to, content);
  return tr
    .setSelection(TextSelection.create(tr.doc, find($from.parent, $from.parentOffset), find($to.parent, $to.parentOffset)))
    .scrollIntoView();
}

/** One level in, under the item before; refused at the limit. */
export const indent: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  const found = itemsOf($from, $to);
  if (!found || found.first === 0) return false;
  const { depth, list, first, last } = found;
  const moved = childrenOf(list).slice(first, last + 1);
  const deepest = Math.max(...moved.map((node) => levels(node)));
  if (listDepth($from.doc.resolve($from.start(depth))) + 1 + deepest > LIMITS.listLevels) return false;
  if (dispatch) {
    const before = list.child(first - 1);
    const kept = under(before);
    const inner = kept ? kept.copy(kept.content.append(Fragment.from(moved))) : list.type.create(null, moved);
    const start = $from.start(depth);
    const at = start + offsetOf(list, first - 1);
    dispatch(rebuild(state, at, start + offsetOf(list, last + 1), [item(head(before), inner)]));
  }
  return true;
};

/** What Tab does in a list: at the limit it stays, for leaving the text by accident would be worse. */
export const indentOrStay: Command = (state, dispatch, view) => itemsOf(state.selection.$from, state.selection.$to) !== null && (indent(state, dispatch, view) || true);

/** One level out; from the outermost list into the text. */
export const outdent: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  const found = itemsOf($from, $to);
  if (!found) return false;
  const { depth, list, first, last } = found;
  const children = childrenOf(list);
  const moved = children.slice(first, last + 1);
  const before = children.slice(0, first);
  const after = children.slice(last + 1);
  const rest = before.length > 0 ? list.copy(Fragment.from(before)) : null;
  if (!dispatch) return true;
  const nested = $from.node(depth - 1).type.name === 'list_item';
  if (nested) {
    const outer = $from.node(depth - 1);
    const tail = moved.at(-1);
    if (tail && after.length > 0) {
      const inner = under(tail);
      const joined = inner ? inner.copy(inner.content.append(Fragment.from(after))) : list.copy(Fragment.from(after));
      moved[moved.length - 1] = item(head(tail), joined);
    }
    dispatch(rebuild(state, $from.before(depth - 1), $from.after(depth - 1), [item(head(outer), rest), ...moved]));
    return true;
  }
  const freed = moved.flatMap((node) => childrenOf(node));
  const ending = after.length > 0 ? [list.copy(Fragment.from(after))] : [];
  dispatch(rebuild(state, $from.before(depth), $from.after(depth), [...(rest ? [rest] : []), ...freed, ...ending]));
  return true;
};

function offsetOf(node: Node, index: number): number {
  let offset = 0;
  for (let at = 0; at < index; at += 1) offset += node.child(at).nodeSize;
  return offset;
}

/** Enter in a list: a new item, and out of the list from an empty one. */
export const enterInList: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection;
  if ($from.depth < 2 || $from.node(-1).type.name !== 'list_item') return false;
  const alone = $from.node(-1).childCount === 1;
  if (empty && $from.parent.content.size === 0 && alone) return outdent(state, dispatch, view);
  return splitListItem(type('list_item'))(state, dispatch, view);
};

/** Backspace at the start of an item: one level out. */
export const backspaceInList: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.depth < 2 || $from.node(-1).type.name !== 'list_item') return false;
  return outdent(state, dispatch, view);
};

/** The paragraphs of the selection become items; items become another kind, or paragraphs again. */
export const toggleList = (name: 'bullet_list' | 'ordered_list'): Command => (state, dispatch, view) => {
  const { $from, $to } = state.selection;
  const found = itemsOf($from, $to);
  if (found) {
    if (found.list.type.name === name) return outdent(state, dispatch, view);
    dispatch?.(state.tr.setNodeMarkup($from.before(found.depth), type(name)));
    return true;
  }
  const range = $from.blockRange($to);
  if (!range || !range.parent.canReplaceWith(range.startIndex, range.endIndex, type(name))) return false;
  const items: Node[] = [];
  for (let index = range.startIndex; index < range.endIndex; index += 1) {
    const child = range.parent.child(index);
    if (!child.isTextblock || !['paragraph', 'heading'].includes(child.type.name)) return false;
    const plain = child.type.name === 'paragraph' ? child : type('paragraph').create(null, child.content);
    items.push(item(plain, null));
  }
  if (dispatch) {
    const tr = state.tr.replaceWith(range.start, range.end, type(name).create(null, items));
    const to = $to.pos + 2 + 2 * (items.length - 1);
    dispatch(tr.setSelection(TextSelection.create(tr.doc, $from.pos + 2, to)).scrollIntoView());
  }
  return true;
};
