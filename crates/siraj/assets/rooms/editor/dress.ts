// How blocks are dressed without being changed: the direction in which each runs, the line beside
// what came from a wire, the label of an empty part. Only blocks that a key touched are dressed again.

import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { type Direction, firstStrong } from './arabic.ts';
import type { Words } from './dom.ts';

export const dressKey = new PluginKey<DecorationSet>('dress');

/** Empty parts that would not be found without a name. */
const LABELS: Record<string, string> = {
  attribution: 'attribution_label',
  pull_text: 'pull_label',
  fact_title: 'fact_title_label',
  key_point: 'key_point_label',
};

/** The blocks that a change has touched, as ranges of the new document. */
export function touched(tr: Transaction): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  tr.mapping.maps.forEach((map, index) => {
    const rest = tr.mapping.slice(index + 1);
    map.forEach((_oldStart, _oldEnd, start, end) => ranges.push({ from: rest.map(start, -1), to: rest.map(end, 1) }));
  });
  // Changes of an attribute or a mark move nothing, so their maps say nothing.
  for (const step of tr.steps) {
    const { pos, from, to } = step as unknown as { pos?: number; from?: number; to?: number };
    if (pos !== undefined) ranges.push({ from: pos, to: pos + 1 });
    else if (from !== undefined && to !== undefined) ranges.push({ from, to });
  }
  const size = tr.doc.content.size;
  const clamp = (at: number) => Math.max(0, Math.min(at, size));
  return whole(tr.doc, ranges.map(({ from, to }) => ({ from: clamp(from), to: clamp(to) })));
}

/** Ranges widened to the borders of top-level blocks, sorted and joined. */
function whole(doc: Node, ranges: { from: number; to: number }[]): { from: number; to: number }[] {
  const widened = ranges.map(({ from, to }) => {
    const start = doc.resolve(from);
    const end = doc.resolve(to);
    return {
      from: start.depth > 0 ? start.before(1) : from - (start.nodeBefore?.nodeSize ?? 0),
      to: end.depth > 0 ? end.after(1) : to + (end.nodeAfter?.nodeSize ?? 0),
    };
  });
  widened.sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const range of widened) {
    const last = joined.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else joined.push({ ...range });
  }
  return joined;
}

export function dress(words: Words, base: Direction): Plugin<DecorationSet> {
  const lonely = words('text_label');
  return new Plugin<DecorationSet>({
    key: dressKey,
    state: {
      init: (_config, state) => DecorationSet.create(state.doc, dressed(state.doc, 0, state.doc.content.size)),
      apply(tr, kept, before) {
        if (!tr.docChanged) return kept;
        let set = kept.map(tr.mapping, tr.doc);
        const ranges = touched(tr);
        // Whether the first paragraph is the only one decides on its label.
        if (tr.doc.childCount !== before.doc.childCount && tr.doc.firstChild) {
          ranges.push({ from: 0, to: tr.doc.firstChild.nodeSize });
        }
        for (const { from, to } of whole(tr.doc, ranges)) {
          set = set.remove(set.find(from, to).filter((found) => found.from >= from && found.to <= to));
          set = set.add(tr.doc, dressed(tr.doc, from, to));
        }
        return set;
      },
    },
    props: {
      decorations(state) {
        return this.getState(state);
      },
    },
  });

  function dressed(doc: Node, from: number, to: number): Decoration[] {
    const found: Decoration[] = [];
    doc.nodesBetween(from, to, (node, at, parent) => {
      if (node.isText) return false;
      if (parent === doc && (at < from || at >= to)) return false;
      if (node.isInline || (node.isLeaf && !node.isTextblock)) return false;
      const attributes: Record<string, string> = { dir: directionOf(node, base) };
      if (node.isTextblock) {
        if (fromWire(node)) attributes['class'] = 'from-wire';
        const label = LABELS[node.type.name];
        if (node.content.size === 0 && label) attributes['data-label'] = words(label);
        else if (node.content.size === 0 && parent === doc && doc.childCount === 1) attributes['data-label'] = lonely;
      }
      found.push(Decoration.node(at, at + node.nodeSize, attributes));
      return !node.isTextblock;
    });
    return found;
  }
}

/** A container runs as the first of its texts that says so; a table as the edition, so columns stay. */
export function directionOf(node: Node, base: Direction): Direction {
  if (node.isTextblock) return firstStrong(node.textContent) ?? base;
  if (node.type.spec['tableRole']) return base;
  let direction: Direction | null = null;
  node.descendants((child) => {
    if (direction === null && child.isTextblock) direction = firstStrong(child.textContent);
    return direction === null;
  });
  return direction ?? base;
}

export function fromWire(node: Node): boolean {
  let found = false;
  node.forEach((child) => {
    if (child.marks.some((mark) => mark.type.name === 'provenance')) found = true;
  });
  return found;
}

/** The direction in which the paragraph of the caret is shown. */
export function directionAt(state: EditorState, base: Direction): Direction {
  return directionOf(state.selection.$from.parent, base);
}
