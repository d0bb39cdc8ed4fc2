// Keeps the document within what the body holds, whatever a paste or a drop made of it: lists three
// deep. What stands deeper moves up; no item is lost.

import { Fragment, type Node } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import { levels } from './lists.ts';
import { LIMITS } from './schema.ts';

export function keepLimits(): Plugin {
  return new Plugin({
    appendTransaction(trs, before, after) {
      if (!trs.some((tr) => tr.docChanged)) return null;
      const seen = new Set<Node>();
      before.doc.forEach((child) => seen.add(child));
      const tr = after.tr;
      after.doc.forEach((child, at) => {
        if (seen.has(child) || levels(child) <= LIMITS.listLevels) return;
        const start = tr.mapping.map(at);
        tr.replaceWith(start, start + child.nodeSize, shallow(child, 0));
      });
      return tr.docChanged ? tr : null;
    },
  });
}

function shallow(node: Node, depth: number): Node {
  const isList = node.type.spec.group?.includes('list') ?? false;
  const children: Node[] = [];
  node.forEach((child) => {
    const inner = child.type.name === 'list_item' ? child.maybeChild(1) : null;
    if (inner && depth + 1 >= LIMITS.listLevels) {
      children.push(child.copy(Fragment.from(child.child(0))));
      inner.forEach((item) => children.push(...flat(item)));
    } else children.push(child.isTextblock ? child : shallow(child, depth + (isList ? 1 : 0)));
  });
  return node.copy(Fragment.from(children));
}

function flat(item: Node): Node[] {
  const out = [item.copy(Fragment.from(item.child(0)))];
  item.maybeChild(1)?.forEach((inner) => out.push(...flat(inner)));
  return out;
}
