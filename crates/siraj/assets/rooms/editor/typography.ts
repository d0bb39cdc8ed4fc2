// What the house's typography says of the paragraphs of a text. The rules are the server's, which
// says with each save what it found; here it is known by the words of a paragraph, so that a
// paragraph that was changed since has no findings until it was looked at again.

import type { Fragment } from 'prosemirror-model';
import { OBJECT } from './mend.ts';

/** A place in a text and what should stand there. */
export interface Slip {
  from: number;
  to: number;
  kind: string;
  text: string;
  /** A slip is mended without asking; all else is a hint. */
  mends: boolean;
}

/** What was found in one field of the text or one piece of its body. */
export interface Told {
  in: string;
  piece?: number;
  found: Slip[];
}

interface Json {
  type?: string;
  text?: string;
  marks?: { type: string }[];
  content?: Json[];
}

/** A paragraph as the server looks at it: what is written from left to right is covered. */
export function lookedAt(content: Fragment): string {
  let text = '';
  content.forEach((child) => {
    if (!child.isText) text += child.type.name === 'hard_break' ? '\n' : OBJECT.repeat(child.nodeSize);
    else if (child.marks.some((mark) => mark.type.name === 'left_to_right')) text += OBJECT.repeat(child.text?.length ?? 0);
    else text += child.text ?? '';
  });
  return text;
}

/** The pieces of a document in the server's order: whatever holds text. */
function pieces(node: Json, found: string[] = []): string[] {
  const content = node.content ?? [];
  if (!content.some(({ type }) => type === 'text' || type === 'hard_break')) {
    for (const child of content) pieces(child, found);
    return found;
  }
  const written = ({ text, marks }: Json) => {
    if (text === undefined) return '\n';
    return marks?.some(({ type }) => type === 'left_to_right') ? OBJECT.repeat(text.length) : text;
  };
  found.push(content.map(written).join(''));
  return found;
}

export class Typography {
  #known = new Map<string, readonly Slip[]>();
  /** What was told and has not been laid out by its words: the first key need not wait for it. */
  #told: { document: unknown; told: Told[] } | null = null;
  /** Called when more is known. */
  changed: () => void = () => undefined;

  of(text: string): readonly Slip[] | undefined {
    if (this.#told) this.#lay(this.#told);
    return this.#known.get(text);
  }

  /** What the server said of a document that it saved. */
  learn(document: unknown, told: Told[]): void {
    this.#told = { document, told };
    this.changed();
  }

  #lay({ document, told }: { document: unknown; told: Told[] }): void {
    this.#told = null;
    const found = new Map(told.filter((one) => one.in === 'body').map((one) => [one.piece, one.found]));
    this.#known = new Map(pieces(document as Json).map((text, piece) => [text, found.get(piece) ?? []]));
  }

  /** What the server said of texts that it was asked about. */
  add(texts: string[], found: Slip[][]): void {
    if (this.#told) this.#lay(this.#told);
    texts.forEach((text, at) => this.#known.set(text, found[at] ?? []));
    this.changed();
  }
}
