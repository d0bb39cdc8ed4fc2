// Notes beside the text: those that are open stand by the passage that they point at; a new one
// points at the passage in which the caret stands.

import type { Editor, MarginNote } from '../editor/face.ts';
import { announce } from './bar.ts';
import { button, byId, data, el, isolated, t, time, verb } from './page.ts';
import { ask, read } from './server.ts';
import { type Node as Block, plain } from './text.ts';

interface Note {
  id: string;
  by: string;
  at: string;
  words: string;
  anchor: { block: number; words: string | null } | null;
  settled: unknown;
}

/** As much of a passage as finds it again. */
const WORDS = 80;
const EVERY = 60_000;

export class Notes {
  #all: Note[] = [];
  #editor: () => Editor | undefined;
  #blocks: () => Block[];
  #elements = new Map<string, HTMLElement>();

  constructor(editor: () => Editor | undefined, blocks: () => Block[]) {
    this.#editor = editor;
    this.#blocks = blocks;
    const box = byId<HTMLTextAreaElement>('note');
    byId('note-adding').append(button(t('add_note'), () => void this.#add(box)));
    void this.look();
    setInterval(() => document.visibilityState === 'visible' && void this.look(), EVERY);
  }

  /** Asks which notes there are; without an answer what is shown stays. */
  async look(): Promise<void> {
    const told = await read<{ items: Note[] }>(`/articles/${data.id}/notes`);
    if (!told) return;
    byId('notes-here').hidden = false;
    this.#all = told.items.filter((note) => !note.settled);
    byId('notes-count').textContent = String(this.#all.length);
    this.show();
  }

  /** Puts the notes beside their passages. */
  show(): void {
    this.#editor()?.notes(() => this.#placed());
  }

  #placed(): MarginNote[] {
    if (this.#all.length === 0) return [];
    const blocks = this.#blocks().map(plain);
    return this.#all.map((note) => ({ id: note.id, block: place(note, blocks), element: this.#element(note) }));
  }

  #element(note: Note): HTMLElement {
    const known = this.#elements.get(note.id);
    if (known) return known;
    const name = data.page.choices.people.find((one) => one.id === note.by)?.name ?? t('somebody');
    const made = el(
      'div',
      { class: 'note', role: 'group', 'aria-label': t('note_of', { name }) },
      el('strong', {}, t('note_of', { name: isolated(name) }), ' ', el('time', { class: 'meta', datetime: new Date(note.at).toISOString() }, time(note.at))),
      el('p', { dir: 'auto' }, note.words),
      verb(t('settle'), () => void this.#settle(note), t('settle_what', { name })),
    );
    this.#elements.set(note.id, made);
    return made;
  }

  async #settle(note: Note): Promise<void> {
    const answer = await ask('PUT', `/articles/${data.id}/notes/${note.id}/settlement`, '{}');
    if (answer.is === 'done') announce(t('settled'));
    await this.look();
  }

  async #add(box: HTMLTextAreaElement): Promise<void> {
    const words = box.value.trim();
    if (!words) return box.focus();
    const block = this.#editor()?.blockAt() ?? 0;
    const passage = plain(this.#blocks()[block] ?? { type: 'paragraph' }).slice(0, WORDS);
    const anchor = passage ? { block, words: passage } : { block };
    const answer = await ask('POST', `/articles/${data.id}/notes`, JSON.stringify({ words, anchor }), crypto.randomUUID());
    const wrong = byId('note-wrong');
    wrong.hidden = answer.is === 'done';
    if (answer.is !== 'done') {
      wrong.textContent = answer.is === 'problem' ? answer.problem.detail : t('note_not_added');
      return;
    }
    box.value = '';
    await this.look();
  }
}

/** The passage of a note: by its words where they still stand, else by its number. */
function place(note: Note, blocks: string[]): number {
  if (!note.anchor) return 0;
  const { block, words } = note.anchor;
  if (words && !blocks[block]?.startsWith(words)) {
    const moved = blocks.findIndex((one) => one.startsWith(words));
    if (moved >= 0) return moved;
  }
  return Math.min(block, Math.max(0, blocks.length - 1));
}
