// Making elements without markup: what a person wrote never becomes HTML.

export type Child = Node | string | null;

/** An element with its attributes and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

let made = 0;

/** An identity that no other element of the page has. */
export function freshId(what: string): string {
  made += 1;
  return `editor-${what}-${made}`;
}

/** A button that acts when pressed and leaves the selection in the text where it is. */
export function button(label: string, act: () => void, attributes: Record<string, string | undefined> = {}): HTMLButtonElement {
  const made = make('button', { type: 'button', ...attributes }, label);
  made.addEventListener('mousedown', (event) => event.preventDefault());
  made.addEventListener('click', act);
  return made;
}

/** The sentences, with their `{arguments}` filled in. */
export type Words = (key: string, values?: Record<string, string>) => string;

export function wordsOf(sentences: Record<string, string>): Words {
  return (key, values = {}) =>
    (sentences[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** One-line boxes grow with what is written in them and are never scrolled. */
export function growing(attributes: Record<string, string | undefined>): HTMLTextAreaElement {
  const field = make('textarea', { rows: '1', ...attributes });
  field.addEventListener('input', () => grow(field));
  return field;
}

/** Browsers that fit a box to its words by themselves are left alone: to measure one lays out the page. */
export const FITS = globalThis.CSS?.supports('field-sizing', 'content') ?? false;

/** Makes a box as high as its words. */
export function grow(field: HTMLTextAreaElement): void {
  if (FITS) return;
  field.style.blockSize = 'auto';
  if (field.scrollHeight > 0) field.style.blockSize = `${field.scrollHeight}px`;
}
