// Menus that open while somebody types: `/` offers what can be put in, `[[` looks for an article of
// our own. What is typed stays in the text until something is chosen, so a slash that is only a slash
// costs nothing.

import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { holdsMarks } from './commands.ts';
import type { Desk } from './desk.ts';
import type { ArticleHit } from './face.ts';
import { named, perform, THINGS } from './insert.ts';
import { putArticle, Search } from './links.ts';
import { Menu } from './menu.ts';

interface Typing {
  /** Where the sign that opened the menu begins, and how long it is; nothing where a verb opened it. */
  from: number;
  sign: number;
  kind: 'things' | 'link' | 'card';
}

const key = new PluginKey<Typing | null>('typing');
const LONGEST = 60;

export function typingState(): Plugin<Typing | null> {
  return new Plugin<Typing | null>({
    key,
    state: {
      init: () => null,
      apply(tr, typing, _before, state) {
        const meta = tr.getMeta(key) as Typing | null | undefined;
        if (meta !== undefined) return meta;
        if (!typing) return null;
        const from = tr.mapping.map(typing.from, -1);
        const moved = { ...typing, from };
        return query(state, moved) === null ? null : moved;
      },
    },
  });
}

/** What has been typed after the sign, or `null` once the caret has left. */
function query(state: EditorState, { from, sign, kind }: Typing): string | null {
  const { $from, empty } = state.selection;
  const start = from + sign;
  if (!empty || $from.pos < start || from < $from.start()) return null;
  const typed = state.doc.textBetween(start, $from.pos, '\n', '\n');
  const done = typed.length > LONGEST || typed.includes('\n') || (kind === 'things' && (typed.startsWith(' ') || typed.length > 24));
  return done ? null : typed;
}

function typed(view: EditorView, text: string, from: number, to: number): Transaction {
  const tr = view.state.tr.insertText(text, from, to);
  return tr.setSelection(TextSelection.create(tr.doc, from + text.length));
}

/** The menus of one editor: shown by what the state says is being typed. */
export class TypingMenus {
  private readonly menu: Menu;
  private readonly search: Search;
  private hits: ArticleHit[] | null = [];
  private looked = '';
  private code = '';

  constructor(private readonly desk: Desk) {
    this.menu = new Menu(desk.frame);
    this.search = new Search((q) => desk.host.searchArticles(q));
  }

  /** The plugin that hears keys before everything else does. */
  plugin(): Plugin {
    return new Plugin({
      props: {
        handleKeyDown: (view, event) => this.key(view, event),
        handleTextInput: (view, from, to, text) => this.input(view, from, to, text),
        handleDOMEvents: { blur: (view) => (this.close(view), false) },
      },
      view: () => ({ update: (view) => this.update(view), destroy: () => this.search.stop() }),
    });
  }

  private key(view: EditorView, event: KeyboardEvent): boolean {
    this.code = event.shiftKey ? '' : event.code;
    if (!key.getState(view.state) || !this.menu.isOpen) return false;
    if (event.key === 'Escape') {
      this.close(view);
      return true;
    }
    return this.menu.key(event);
  }

  private input(view: EditorView, from: number, to: number, text: string): boolean {
    // The selection may not yet say where the letter came; the letter does.
    const $from = view.state.doc.resolve(from);
    const parent = $from.parent;
    const before = parent.textBetween(Math.max(0, $from.parentOffset - 1), $from.parentOffset, ' ', ' ');
    const outermost = $from.depth === 1 && parent.isTextblock;
    // The same key under an Arabic layout gives a letter that words begin with, so it opens the menu
    // in an empty paragraph only, and the letter is kept while the word goes on.
    const slash = (text === '/' && (before === '' || /\s/.test(before))) || (this.code === 'Slash' && text.length === 1 && parent.content.size === 0);
    if (slash && outermost) return this.open(view, typed(view, text, from, to), { from, sign: text.length, kind: 'things' });
    if (text === '[' && before === '[' && holdsMarks(view.state) && from === to) {
      const alone = outermost && parent.content.size === 1;
      return this.open(view, typed(view, text, from, to), { from: from - 1, sign: 2, kind: alone ? 'card' : 'link' });
    }
    return false;
  }

  private open(view: EditorView, tr: Transaction, typing: Typing): boolean {
    this.hits = [];
    this.looked = '';
    view.dispatch(tr.setMeta(key, typing).scrollIntoView());
    return true;
  }

  /** Looks for an article from where the caret is, without a sign. */
  lookUp(kind: 'link' | 'card'): void {
    const { view } = this.desk;
    view.focus();
    if (kind === 'link' && !holdsMarks(view.state)) {
      this.desk.say(this.desk.words('no_marks_here'));
      return;
    }
    const from = view.state.selection.to;
    this.open(view, typed(view, '[[', from, from), { from, sign: 2, kind });
  }

  private close(view: EditorView): void {
    this.search.stop();
    this.menu.close();
    if (key.getState(view.state)) view.dispatch(view.state.tr.setMeta(key, null));
  }

  private update(view: EditorView): void {
    const typing = key.getState(view.state);
    const typed = typing ? query(view.state, typing) : null;
    if (!typing || typed === null || !view.editable) {
      this.search.stop();
      this.menu.close();
      return;
    }
    if (typing.kind === 'things') this.things(view, typing, typed);
    else this.articles(view, typing, typed);
  }

  private things(view: EditorView, typing: Typing, typed: string): void {
    const { desk } = this;
    const found = named(desk, typed, true);
    if (found.length === 0) {
      this.close(view);
      return;
    }
    const choices = found.map(({ id, cap }) => ({ id, label: desk.words(id), ...(cap ? { cap } : {}) }));
    this.menu.show(desk.words('insert'), choices, '', this.place(view, typing), (choice) => {
      this.take(view);
      const thing = THINGS.find(({ id }) => id === choice.id);
      if (thing) perform(desk, thing);
    }, view.dom);
  }

  private articles(view: EditorView, typing: Typing, typed: string): void {
    const { desk } = this;
    const { words } = desk;
    if (typed !== this.looked) {
      this.looked = typed;
      if (typed.trim().length < 2) {
        this.search.stop();
        this.hits = [];
      } else {
        this.search.look(typed, (hits) => {
          this.hits = hits;
          this.update(view);
          if (hits) desk.say(words(hits.length === 0 ? 'no_article' : 'articles_found', { count: String(hits.length) }));
        });
      }
    }
    const hits = this.hits ?? [];
    const choices = hits.map((hit) => ({ id: hit.id, label: hit.headline, meta: [hit.state, hit.when].filter((part) => part !== '').join(' · ') }));
    const foot = this.hits === null ? 'search_failed' : typed.trim().length < 2 ? 'article_type' : hits.length === 0 ? 'no_article' : typing.kind === 'card' ? 'article_card_keys' : 'article_link_keys';
    this.menu.show(words('articles'), choices, words(foot), this.place(view, typing), (choice, event) => {
      const hit = hits.find(({ id }) => id === choice.id);
      if (!hit) return;
      const other = 'shiftKey' in event && event.shiftKey === true;
      const card = (typing.kind === 'card') !== other;
      this.take(view);
      putArticle(desk, hit, card);
    }, view.dom);
  }

  /** Takes away what was typed to find something; answers where it stood. */
  private take(view: EditorView): number {
    const typing = key.getState(view.state);
    if (!typing) return view.state.selection.from;
    const end = view.state.selection.from;
    this.menu.close();
    view.dispatch(view.state.tr.delete(typing.from, end).setMeta(key, null));
    return typing.from;
  }

  private place(view: EditorView, typing: Typing) {
    const at = view.coordsAtPos(typing.from);
    return { x: this.desk.base === 'rtl' ? at.right : at.left, top: at.top, bottom: at.bottom };
  }
}
