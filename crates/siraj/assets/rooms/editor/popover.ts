// A small form beside the words that it is about: opened by a key or a button, left with Escape, and
// the caret is back where it was.

import type { EditorView } from 'prosemirror-view';
import { freshId, make } from './dom.ts';
import { placeIn } from './menu.ts';

let open: { close(back: boolean): void } | null = null;

/** Closes what is open, if anything. */
export function closePopover(): void {
  open?.close(false);
}

/** Shows a form at the selection; answers how to close it. */
export function popover(view: EditorView, frame: HTMLElement, label: string, form: HTMLFormElement, first: HTMLElement): () => void {
  closePopover();
  const { from, to } = view.state.selection;
  const start = view.coordsAtPos(from);
  const end = view.coordsAtPos(to);
  const title = make('p', { class: 'popover-title', id: freshId('title') }, label);
  const element = make('div', { class: 'popover', role: 'dialog', 'aria-labelledby': title.id }, title, form);
  frame.append(element);
  placeIn(frame, element, { x: Math.min(start.left, end.left), top: start.top, bottom: end.bottom });
  const here = {
    close(back: boolean) {
      if (open !== here) return;
      open = null;
      document.removeEventListener('mousedown', outside, true);
      element.remove();
      if (back) view.focus();
    },
  };
  const outside = (event: MouseEvent) => {
    if (!element.contains(event.target as Node)) here.close(false);
  };
  open = here;
  document.addEventListener('mousedown', outside, true);
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    here.close(true);
  });
  element.addEventListener('focusout', (event) => {
    const next = event.relatedTarget;
    if (next instanceof Node && !element.contains(next)) here.close(false);
  });
  form.noValidate = true;
  first.focus();
  element.scrollIntoView({ block: 'nearest' });
  return () => here.close(true);
}

/** A field of a form with its label above and what is wrong below. */
export function labelled(label: string, field: HTMLInputElement | HTMLSelectElement, hint?: string): { element: HTMLElement; trouble(text: string): void } {
  field.id = freshId('input');
  const said = make('p', { class: 'trouble', id: `${field.id}-trouble`, role: 'alert' });
  const hinted = hint ? make('span', { class: 'hint', id: `${field.id}-hint` }, hint) : null;
  if (hinted) field.setAttribute('aria-describedby', hinted.id);
  return {
    element: make('div', { class: 'popover-field' }, make('label', { for: field.id }, label), hinted, field, said),
    trouble(text) {
      said.textContent = text;
      if (text) {
        field.setAttribute('aria-invalid', 'true');
        field.setAttribute('aria-describedby', [hinted?.id, said.id].filter(Boolean).join(' '));
        field.focus();
      } else field.removeAttribute('aria-invalid');
    },
  };
}
