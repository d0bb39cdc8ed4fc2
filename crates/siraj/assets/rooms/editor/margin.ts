// The margin: what is said about a passage stands beside it, or under it where the page is too narrow
// for a margin. Notes take no height from the text; when two collide the lower slides down.

import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import type { Desk } from './desk.ts';
import { button, make } from './dom.ts';
import type { MarginNote } from './face.ts';
import { hintsOf, type Placed } from './hints.ts';
import { reason, repair, repairAll } from './repair.ts';

const key = new PluginKey<DecorationSet>('margin');
const PAUSE = 150;
const GAP = 12;

interface Note {
  id: string;
  block: number;
  element: HTMLElement;
}

const sources = new WeakMap<Node, { item: string; source: string }[]>();

/** What wire items a block has words of, in order. */
function sourcesOf(block: Node): { item: string; source: string }[] {
  const known = sources.get(block);
  if (known) return known;
  const list = new Map<string, string>();
  block.descendants((node) => {
    for (const mark of node.marks) {
      if (mark.type.name === 'provenance') list.set(mark.attrs['item'] as string, mark.attrs['source'] as string);
    }
  });
  const result = [...list].map(([item, source]) => ({ item, source }));
  sources.set(block, result);
  return result;
}

export class Margin {
  readonly element: HTMLElement;
  private readonly wide = window.matchMedia('(min-width: 1280px)');
  private readonly middling = window.matchMedia('(min-width: 1008px)');
  private readonly made = new Map<string, HTMLElement>();
  private theirs: () => MarginNote[] = () => [];
  private notes: Note[] = [];
  private timer = 0;
  private frame = 0;
  private readonly sizes: ResizeObserver;

  constructor(private readonly desk: () => Desk) {
    this.element = make('aside', { class: 'margin', 'aria-label': desk().words('margin') });
    this.sizes = new ResizeObserver(() => this.place());
    this.wide.addEventListener('change', this.soon);
    this.middling.addEventListener('change', this.soon);
  }

  plugin(): Plugin<DecorationSet> {
    return new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, kept) => (tr.getMeta(key) as DecorationSet | undefined) ?? (tr.docChanged ? kept.map(tr.mapping, tr.doc) : kept),
      },
      props: {
        decorations(state) {
          return key.getState(state);
        },
      },
      view: (view) => {
        this.sizes.observe(view.dom);
        this.soon();
        return {
          update: (next, before) => {
            if (next.state.doc !== before.doc) this.soon();
          },
          destroy: () => {
            window.clearTimeout(this.timer);
            window.cancelAnimationFrame(this.frame);
            this.sizes.disconnect();
            this.wide.removeEventListener('change', this.soon);
            this.middling.removeEventListener('change', this.soon);
          },
        };
      },
    });
  }

  set(notes: () => MarginNote[]): void {
    this.theirs = notes;
    this.soon();
  }

  /** Reads the notes again, a moment after the last change. */
  readonly soon = (): void => {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.refresh(), PAUSE);
  };

  private refresh(): void {
    const { view } = this.desk();
    if (view.isDestroyed) return;
    // Nothing is drawn anew around a word that an input method is still composing.
    if (view.composing) return this.soon();
    this.notes = [...this.provenance(view), ...this.hints(view), ...this.theirs()];
    this.notes.sort((a, b) => a.block - b.block);
    const used = new Set(this.notes.map(({ id }) => id));
    for (const id of this.made.keys()) if (!used.has(id)) this.made.delete(id);
    const narrow = !this.wide.matches;
    const set = narrow ? DecorationSet.create(view.state.doc, this.widgets(view)) : DecorationSet.empty;
    if (narrow || key.getState(view.state) !== DecorationSet.empty) view.dispatch(view.state.tr.setMeta(key, set).setMeta('addToHistory', false));
    if (narrow) this.element.replaceChildren();
    else {
      this.element.replaceChildren(...this.notes.map(({ element }) => element));
      this.place();
    }
  }

  private provenance(view: EditorView): Note[] {
    const notes: Note[] = [];
    let before: string[] = [];
    view.state.doc.forEach((child, _at, block) => {
      const list = sourcesOf(child);
      for (const { item, source } of list) {
        if (!before.includes(item)) notes.push(this.note(`from-${block}-${item}-${source}`, block, () => this.fromWire(item, source)));
      }
      before = list.map(({ item }) => item);
    });
    return notes;
  }

  private hints(view: EditorView): Note[] {
    const blocks = new Map<number, Placed[]>();
    const all = hintsOf(view.state);
    const slips = all.filter(({ mends }) => mends).length;
    for (const hint of all) {
      const block = view.state.doc.resolve(hint.from).index(0);
      blocks.set(block, [...(blocks.get(block) ?? []), hint]);
    }
    return [...blocks].flatMap(([block, every]) => {
      const list = every.filter(once);
      const shown = this.middling.matches ? list : list.slice(0, 1);
      return shown.map((hint, at) => {
        const rest = at === shown.length - 1 ? list.length - shown.length : 0;
        const several = hint.mends && slips > 1;
        return this.note(`hint-${block}-${at}-${hint.kind}-${hint.text}-${rest}-${several}`, block, () => this.hintNote(block, hint, rest, several));
      });
    });
  }

  private note(id: string, block: number, build: () => HTMLElement): Note {
    const element = this.made.get(id) ?? build();
    this.made.set(id, element);
    return { id, block, element };
  }

  private fromWire(item: string, source: string): HTMLElement {
    const { words, host } = this.desk();
    const compare = host.compareProvenance ? button(words('compare'), () => host.compareProvenance?.(item), { class: 'verb' }) : null;
    return make('div', { class: 'note', contenteditable: 'false' }, make('strong', {}, words('from_wire', { source })), ' ', compare);
  }

  private hintNote(block: number, hint: Placed, rest: number, several: boolean): HTMLElement {
    const desk = this.desk();
    const { words } = desk;
    const act = () => {
      const now = hintsOf(desk.view.state).filter(({ from }) => desk.view.state.doc.resolve(from).index(0) === block);
      const mine = now.filter(({ kind, text }) => kind === hint.kind && text === hint.text).sort((a, b) => Math.abs(a.from - hint.from) - Math.abs(b.from - hint.from))[0];
      if (mine) repair(desk, mine);
      desk.view.focus();
    };
    return make(
      'div',
      { class: 'note hint-note', contenteditable: 'false' },
      make('strong', {}, words(hint.kind === 'name' ? 'hint_kind_name' : 'hint_kind')),
      ` ${reason(desk, hint)} `,
      button(words('repair'), act, { class: 'verb' }),
      ' ',
      make('kbd', { 'aria-hidden': 'true' }, 'Alt Enter'),
      ...(several ? [' ', button(words('repair_all'), () => void repairAll(desk), { class: 'verb', title: 'Alt Shift Enter' })] : []),
      rest > 0 ? make('span', { class: 'rest' }, ` ${words('more_hints', { count: String(rest) })}`) : null,
    );
  }

  private widgets(view: EditorView): Decoration[] {
    const ends: number[] = [];
    view.state.doc.forEach((child, at) => ends.push(at + child.nodeSize));
    return this.notes
      .filter(({ block }) => ends[block] !== undefined)
      .map(({ id, block, element }, order) =>
        Decoration.widget(ends[block] ?? 0, element, { key: id, side: -100 + Math.min(order, 99), stopEvent: () => true, ignoreSelection: true }),
      );
  }

  /** Puts each note beside its block, in one go and not while a key is being handled. */
  private place(): void {
    window.cancelAnimationFrame(this.frame);
    this.frame = window.requestAnimationFrame(() => {
      const { view } = this.desk();
      if (view.isDestroyed || !this.wide.matches) return;
      const origin = this.element.getBoundingClientRect().top;
      const starts: number[] = [];
      view.state.doc.forEach((_child, at) => starts.push(at));
      const tops = this.notes.map(({ block }) => (topOf(view, starts[block]) ?? origin) - origin);
      const heights = this.notes.map(({ element }) => element.offsetHeight);
      let free = 0;
      this.notes.forEach(({ element }, at) => {
        const top = Math.max(tops[at] ?? 0, free);
        element.style.insetBlockStart = `${top}px`;
        free = top + (heights[at] ?? 0) + GAP;
      });
    });
  }
}

/** A slip is said once a paragraph, however often it was made. */
function once({ mends, kind }: Placed, at: number, all: Placed[]): boolean {
  return !mends || all.findIndex((other) => other.kind === kind) === at;
}

function topOf(view: EditorView, at: number | undefined): number | null {
  const dom = at === undefined ? null : view.nodeDOM(at);
  return dom instanceof HTMLElement ? dom.getBoundingClientRect().top : null;
}
