// Ruled lines in the text for what a block needs beside its words: the label at the start, the words
// after it. What is written is taken over when the writer pauses, as one step that can be undone.

import { redo, undo } from 'prosemirror-history';
import type { EditorView } from 'prosemirror-view';
import { freshId, grow, growing, make } from './dom.ts';
import { LIMITS } from './schema.ts';

const PAUSE = 400;

export interface RuledField {
  element: HTMLElement;
  field: HTMLTextAreaElement;
  /** What the document says now; words that are just being written stay. */
  set(value: string): void;
  /** The field lacks something, said in words; `null` when it lacks nothing. */
  trouble(what: Node | string | null): void;
  /** The block is gone, and what was just being written with it. */
  forget(): void;
}

interface Options {
  label: string;
  hint?: string;
  value: string;
  save(text: string): void;
}

/** The fields of a view that have words not yet taken over. */
const waiting = new WeakMap<EditorView, Set<() => void>>();

/** Takes over what stands in all fields: before the document is read. */
export function flushFields(view: EditorView): void {
  for (const flush of waiting.get(view) ?? []) flush();
}

export function ruledField(view: EditorView, { label, hint, value, save }: Options): RuledField {
  const id = freshId('field');
  const field = growing({ id, 'aria-describedby': hint ? `${id}-hint` : undefined, maxlength: String(LIMITS.shortText), dir: 'auto' });
  const said = make('p', { class: 'trouble', id: `${id}-trouble` });
  const element = make(
    'div',
    { class: 'ruled' },
    make('label', { for: id }, label),
    make('div', { class: 'ruled-words' }, field, hint ? make('p', { class: 'ruled-hint', id: `${id}-hint` }, hint) : null, said),
  );
  field.readOnly = !view.editable;
  let saved = value;
  let timer = 0;
  field.value = value;
  requestAnimationFrame(() => grow(field));

  const flush = () => {
    window.clearTimeout(timer);
    waiting.get(view)?.delete(flush);
    // A line break is a space here, as the server reads it.
    const text = field.value.replace(/\s*\n\s*/g, ' ');
    if (text === saved) return;
    saved = text;
    save(text);
  };
  field.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(flush, PAUSE);
    const all = waiting.get(view) ?? new Set();
    waiting.set(view, all.add(flush));
  });
  field.addEventListener('change', flush);
  field.addEventListener('keydown', (event) => {
    const undoes = (event.ctrlKey || event.metaKey) && (event.code === 'KeyZ' || event.code === 'KeyY');
    if (undoes && field.value === saved) {
      event.preventDefault();
      (event.shiftKey || event.code === 'KeyY' ? redo : undo)(view.state, view.dispatch);
    }
    if (event.key === 'Enter') event.preventDefault();
    if (event.key === 'Escape') {
      event.preventDefault();
      flush();
      view.focus();
    }
  });
  return {
    element,
    field,
    set(next) {
      if (next === saved) return;
      const writing = field.value !== saved;
      saved = next;
      if (writing) return;
      field.value = next;
      grow(field);
    },
    trouble(what) {
      said.replaceChildren(...(what === null ? [] : [what]));
      element.classList.toggle('lacks', what !== null);
      field.toggleAttribute('aria-invalid', what !== null);
      if (what !== null) field.setAttribute('aria-invalid', 'true');
      const described = [hint ? `${id}-hint` : '', what === null ? '' : said.id].join(' ').trim();
      if (described) field.setAttribute('aria-describedby', described);
      else field.removeAttribute('aria-describedby');
    },
    forget() {
      window.clearTimeout(timer);
      waiting.get(view)?.delete(flush);
    },
  };
}
