// The text of a paragraph as a string whose offsets are positions in it, and edits of that string
// carried back to the paragraph with its marks.

import { Fragment, type Mark, type Node } from 'prosemirror-model';
import { type Mending, OBJECT } from './mend.ts';
import { schema } from './schema.ts';

/** What is no text is one sign for each position that it takes. */
export function textOf(content: Fragment): string {
  let text = '';
  content.forEach((child) => {
    text += child.isText ? (child.text ?? '') : OBJECT.repeat(child.nodeSize);
  });
  return text;
}

/** The parts that are written from left to right: code, addresses, names of files. */
export function leftToRight(content: Fragment): [number, number][] {
  const found: [number, number][] = [];
  content.forEach((child, offset) => {
    if (child.marks.some((mark) => mark.type.name === 'left_to_right')) found.push([offset, offset + child.nodeSize]);
  });
  return found;
}

/** The content with the edits done; new words are marked as those that they replace. */
export function edited(content: Fragment, mendings: Mending[]): Fragment {
  return [...mendings].sort((a, b) => b.from - a.from).reduce((out, { from, to, text }) => {
    const put = text === '' ? Fragment.empty : Fragment.from(schema.text(text, marksAt(out, from)));
    return out.cut(0, from).append(put).append(out.cut(to));
  }, content);
}

export function marksAt(content: Fragment, offset: number): readonly Mark[] {
  let marks: readonly Mark[] = [];
  content.forEach((child, start) => {
    if (start <= offset && offset < start + child.nodeSize) marks = child.marks;
  });
  return marks;
}

/** Each block of text within a node or slice, replaced by what `change` makes of its content. */
export function mapTexts(fragment: Fragment, change: (content: Fragment) => Fragment): Fragment {
  if (fragment.firstChild?.isInline) return change(fragment);
  const children: Node[] = [];
  fragment.forEach((child) => {
    children.push(child.isLeaf ? child : child.copy(mapTexts(child.content, change)));
  });
  return Fragment.from(children);
}
