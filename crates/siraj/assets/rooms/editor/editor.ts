// The editor: one text in the reader's own type, right-to-left or left-to-right by the paragraph. It
// knows nothing of saving or of the server; `face.ts` says what it and its page ask of each other.

import { dropCursor } from 'prosemirror-dropcursor';
import { closeHistory, history } from 'prosemirror-history';
import { inputRules, textblockTypeInputRule, wrappingInputRule, InputRule } from 'prosemirror-inputrules';
import type { Node } from 'prosemirror-model';
import { EditorState, type Plugin, Selection, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { embedView, relatedView } from './cards.ts';
import { counts, plainText } from './counts.ts';
import type { Desk } from './desk.ts';
import { make, wordsOf } from './dom.ts';
import { dress } from './dress.ts';
import type { Editor, Host } from './face.ts';
import { flushFields } from './fields.ts';
import { gaps } from './gaps.ts';
import { hints, hintsOf } from './hints.ts';
import { keepLimits } from './keep.ts';
import { keys } from './keys.ts';
import { putArticle } from './links.ts';
import { Margin } from './margin.ts';
import { pasting } from './paste/paste.ts';
import { galleryView, Known, pictureView } from './pictures.ts';
import { closePopover } from './popover.ts';
import { nextHint, repairAll, repairHere } from './repair.ts';
import { documentOf, jsonOf, schema, type } from './schema.ts';
import { TypingMenus, typingState } from './slash.ts';
import { Typography } from './typography.ts';
import { tables, tableView } from './tables.ts';
import { bars } from './toolbar.ts';
import { fileField, uploads } from './uploads.ts';

export type * from './face.ts';

/** Marks a change that the page made and already knows of. */
const FROM_PAGE = 'fromPage';

export function mountEditor(host: Host): Editor {
  const words = wordsOf(host.words);
  const frame = make('div', { class: 'editor-frame', dir: host.direction });
  const said = make('p', { class: 'editor-said', role: 'status' });
  let silence = 0;
  const desk: Desk = {
    view: undefined as unknown as EditorView,
    host,
    words,
    otherWords: wordsOf(host.otherWords ?? {}),
    base: host.direction,
    frame,
    pictures: new Known(host),
    typography: new Typography(),
    articles: new Map(),
    lookUp: (kind) => menus.lookUp(kind),
    say(text) {
      said.textContent = text;
      window.clearTimeout(silence);
      silence = window.setTimeout(() => said.replaceChildren(), 8000);
      return true;
    },
  };
  const menus = new TypingMenus(desk);
  const margin = new Margin(() => desk);
  const tools = host.readOnly ? null : bars(() => desk);
  const hinted = (view: EditorView) => {
    margin.soon();
    host.hinted?.(hintsOf(view.state).length);
  };
  const page = make('div', { class: 'editor-page' });
  const writing = host.readOnly
    ? []
    : [
        menus.plugin(),
        typingState(),
        ...keys(() => desk, [
          { code: 'F8', run: nextHint },
          { code: 'Enter', alt: true, run: repairHere },
          { code: 'Enter', alt: true, shift: true, run: repairAll },
          { code: 'F10', alt: true, run: () => (tools?.focus(), true) },
        ]),
        rules(),
        pasting(() => desk),
        uploads(),
        keepLimits(),
        ...tables(),
        dropCursor({ color: false, class: 'drop-here', width: 2 }),
        gaps(),
        history(),
        ...(tools ? [tools.plugin] : []),
        hints(desk.typography, hinted),
      ];
  const plugins: Plugin[] = [...writing, dress(words, host.direction), margin.plugin()];
  const state = EditorState.create({ doc: documentOf(host.document), plugins });
  const view: EditorView = new EditorView({ mount: page.appendChild(make('div', { class: 'body' })) }, {
    state,
    editable: () => !host.readOnly,
    attributes: {
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': words('text'),
      lang: host.language,
      dir: host.direction,
      spellcheck: 'true',
      ...(host.readOnly ? { 'aria-readonly': 'true', tabindex: '0' } : {}),
    },
    nodeViews: {
      picture: pictureView(host, words, desk.pictures),
      gallery: galleryView(host, words, desk.pictures),
      table: tableView(words),
      related: relatedView(host, words, desk.articles),
      embed: embedView(words),
    },
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      if (tr.docChanged && !tr.getMeta(FROM_PAGE)) host.changed();
    },
    handleClick: (_view, _at, event) => afterLast(view, event),
  });
  desk.view = view;
  page.append(margin.element);
  host.element.replaceChildren(frame);
  frame.append(...(tools ? [tools.top] : []), said, page, ...(tools ? [tools.foot, fileField(desk, false), fileField(desk, true)] : []));
  frame.classList.toggle('read-only', host.readOnly === true);
  return face(desk, margin, () => {
    window.clearTimeout(silence);
    closePopover();
    tools?.destroy();
  });
}

function face(desk: Desk, margin: Margin, ended: () => void): Editor {
  const { view, host } = desk;
  return {
    json() {
      flushFields(view);
      return jsonOf(view.state.doc);
    },
    replace(document) {
      flushFields(view);
      replace(view, documentOf(document));
    },
    focus: () => view.focus(),
    plainText: () => plainText(view.state.doc),
    counts: () => counts(view.state.doc, host.language),
    blockAt: () => Math.min(view.state.selection.$from.index(0), view.state.doc.childCount - 1),
    goTo(block) {
      let at = 0;
      for (let index = 0; index < block; index += 1) at += view.state.doc.maybeChild(index)?.nodeSize ?? 0;
      const place = view.state.doc.resolve(Math.min(at, view.state.doc.content.size));
      view.dispatch(view.state.tr.setSelection(Selection.near(place)).scrollIntoView());
      view.focus();
    },
    notes: (notes) => margin.set(notes),
    putArticle: (hit, card) => putArticle(desk, hit, card),
    typography: (document, told) => desk.typography.learn(document, told),
    destroy() {
      flushFields(view);
      ended();
      view.destroy();
      desk.frame.remove();
    },
  };
}

/** Only what differs is replaced, so that the caret and the history stay with the rest. */
function replace(view: EditorView, doc: Node): void {
  const { state } = view;
  const start = state.doc.content.findDiffStart(doc.content);
  if (start === null) return;
  const ends = state.doc.content.findDiffEnd(doc.content);
  if (!ends) return;
  const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
  const tr = state.tr.replace(start, ends.a + overlap, doc.slice(start, ends.b + overlap));
  // What cannot be laid over piece by piece is laid over whole.
  const whole = tr.doc.eq(doc) ? tr : state.tr.replaceWith(0, state.doc.content.size, doc.content);
  view.dispatch(closeHistory(whole.setMeta(FROM_PAGE, true)));
}

/** A click below a last block that holds no caret makes a paragraph there. */
function afterLast(view: EditorView, event: MouseEvent): boolean {
  const last = view.state.doc.lastChild;
  if (!view.editable || event.target !== view.dom || !last || last.type.name === 'paragraph') return false;
  const dom = view.dom.lastElementChild;
  if (!dom || event.clientY <= dom.getBoundingClientRect().bottom) return false;
  const tr = view.state.tr.insert(view.state.doc.content.size, type('paragraph').create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, tr.doc.content.size - 1)).scrollIntoView());
  view.focus();
  return true;
}

/** What people type from habit: `## `, `- `, `1. `, `> `, `---`. */
function rules(): Plugin {
  const outermost = (state: EditorState) => state.selection.$from.depth === 1;
  const rule = new InputRule(/^---$/, (state, _match, start, end) => {
    if (!outermost(state)) return null;
    const tr = state.tr.delete(start, end);
    const at = tr.selection.$from.before(1);
    return tr.insert(at, type('horizontal_rule').create());
  });
  const quote = new InputRule(/^>\s$/, (state, _match, start, end) => {
    if (!outermost(state) || state.selection.$from.parent.type.name !== 'paragraph') return null;
    const tr = state.tr.delete(start, end);
    const $at = tr.selection.$from;
    const quoted = type('quotation').create(null, [$at.parent, type('attribution').create()]);
    tr.replaceWith($at.before(1), $at.after(1), quoted);
    return tr.setSelection(TextSelection.create(tr.doc, $at.before(1) + 2));
  });
  return inputRules({
    rules: [
      textblockTypeInputRule(/^(##|###)\s$/, type('heading'), (match) => ({ level: match[1]?.length ?? 2 })),
      wrappingInputRule(/^\s*[-*]\s$/, type('bullet_list')),
      wrappingInputRule(/^1[.)]\s$/, type('ordered_list')),
      quote,
      rule,
    ],
  });
}

export { schema };
