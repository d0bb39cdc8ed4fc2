// Pasting and dropping: where what comes is taken from, how it is mended, and where it may stand.
// One paste is one step of the history; between our own windows everything stays, provenance too.

import { closeHistory } from 'prosemirror-history';
import { Fragment, type Node, type ResolvedPos, Slice } from 'prosemirror-model';
import { isInTable } from 'prosemirror-tables';
import { Plugin, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { completed, isAllowedAddress, providerOf } from '../addresses.ts';
import { isEmpty, putBlock } from '../commands.ts';
import type { Desk } from '../desk.ts';
import { edited, leftToRight, mapTexts, textOf } from '../inline.ts';
import { type Mending, spacing } from '../mend.ts';
import { LIMITS, markType, schema, type } from '../schema.ts';
import { takeFiles } from '../uploads.ts';
import { isOurs, type Left, tidied } from './html.ts';
import { plainSlice } from './plain.ts';

/** Controls, embeddings and overrides, the byte order mark: what the server would take away. */
const REMOVED = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\ufeff\ufff9-\ufffb\ufdd0-\ufdef]/g;

export function pasting(desk: () => Desk): Plugin {
  let ours = false;
  let justPasted = false;
  // Whether what comes is more than paragraphs; the slice does not say, for it is fitted to the caret first.
  let structured = false;
  let left: Left = { pictures: 0 };
  const clean = (text: string) => text.replace(REMOVED, '').replace(/[\t\u000b\u000c]/g, ' ').replace(/[\u0085\u2028\u2029]/g, '\n');
  return new Plugin({
    props: {
      transformPastedHTML(html) {
        ours = isOurs(html);
        left = { pictures: 0 };
        const given = ours ? html : tidied(html, left);
        structured = /<(?:ul|ol|table|blockquote|aside|figure|h[1-6])[\s>]/i.test(given);
        return given;
      },
      transformPastedText(text) {
        ours = false;
        left = { pictures: 0 };
        return clean(text);
      },
      clipboardTextParser(text, $context, plain) {
        const slice = plainSlice(text, plain, plain ? $context.marks() : []);
        structured = !onlyParagraphs(slice.content);
        return slice;
      },
      transformPasted(slice) {
        return ours ? slice : new Slice(mapTexts(slice.content, mendedContent), slice.openStart, slice.openEnd);
      },
      handlePaste(view, event, slice) {
        const files = [...(event.clipboardData?.files ?? [])];
        const words = event.clipboardData?.getData('text/plain') ?? '';
        // A picture copied in a browser comes as a file and as markup that holds nothing else.
        if (files.length > 0 && words.trim() === '' && slice.content.textBetween(0, slice.content.size).trim() === '') {
          takeFiles(desk(), files, view.state.selection.from);
          return true;
        }
        if (left.pictures > 0) desk().say(desk().words('pictures_left_out'));
        return (isAddress(words) && pasteAddress(view, words)) || fitted(desk(), slice, structured);
      },
      handleDrop(view, event, _slice, moved) {
        const files = [...(event.dataTransfer?.files ?? [])];
        if (moved || files.length === 0) return false;
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        takeFiles(desk(), files, at?.pos ?? view.state.selection.from);
        return true;
      },
    },
    filterTransaction(tr) {
      if (!tr.docChanged || tr.getMeta('appendedTransaction')) return true;
      const event = tr.getMeta('uiEvent') as string | undefined;
      const pastes = event === 'paste' || event === 'drop';
      if (pastes || justPasted) closeHistory(tr);
      justPasted = pastes;
      return true;
    },
  });
}

const isAddress = (text: string) => /^\S+$/.test(text.trim()) && isAllowedAddress(text.trim());

/** An address alone: a card where a known provider's stands alone, a link over chosen words, else itself. */
function pasteAddress(view: EditorView, words: string): boolean {
  const address = words.trim();
  if (!isAddress(address) || completed(address) !== address) return false;
  const { state } = view;
  const { $from, from, to, empty } = state.selection;
  const provider = providerOf(address);
  if (provider && empty && $from.depth === 1 && isEmpty($from.parent)) {
    const card = type('embed').create({ url: address, provider: provider.key, title: provider.name });
    view.dispatch(putBlock(state.tr, card).setMeta('uiEvent', 'paste'));
    return true;
  }
  if (empty || !$from.sameParent(state.selection.$to) || !$from.parent.type.allowsMarkType(markType('link'))) return false;
  const tr = state.tr.removeMark(from, to, markType('link')).addMark(from, to, markType('link').create({ href: address }));
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, to)).setMeta('uiEvent', 'paste'));
  return true;
}

function mendedContent(content: Fragment): Fragment {
  const text = textOf(content);
  return edited(content, [...spacing(text, leftToRight(content)), ...isolates(text), ...ends(text)].sort(apart).filter(distinct));
}

const apart = (a: Mending, b: Mending) => a.from - b.from;
const distinct = (mending: Mending, at: number, all: Mending[]) => at === 0 || mending.from >= (all[at - 1]?.to ?? 0);

/** Ends of isolates that close nothing go; what is left open is closed, or it would turn the page round. */
function isolates(text: string): Mending[] {
  const found: Mending[] = [];
  let open = 0;
  [...text].reduce((at, letter) => {
    if (letter >= '\u2066' && letter <= '\u2068') open += 1;
    else if (letter === '\u2069' && open === 0) found.push({ from: at, to: at + 1, text: '', kind: 'space' });
    else if (letter === '\u2069') open -= 1;
    return at + letter.length;
  }, 0);
  if (open > 0) found.push({ from: text.length, to: text.length, text: '\u2069'.repeat(open), kind: 'space' });
  return found;
}

/** Several spaces at the ends of a piece are one: it may go on in the sentence around it. */
function ends(text: string): Mending[] {
  const before = /^ {2,}/.exec(text)?.[0].length ?? 0;
  return before > 0 && before < text.length ? [{ from: 0, to: before, text: ' ', kind: 'double' }] : [];
}

/** Where the caret stands in a place for one paragraph, several are made to fit and none is lost. */
function fitted(desk: Desk, slice: Slice, structured: boolean): boolean {
  const { view } = desk;
  const { $from } = view.state.selection;
  const texts = textblocks(slice.content);
  if (texts.length === 0) return false;
  const name = $from.parent.type.name;
  if (['attribution', 'pull_text', 'fact_title'].includes(name)) {
    const words = texts.map((content) => content.textBetween(0, content.size, ' ', ' ')).join(' ');
    if (words === '') return false;
    if (words.length > LIMITS.shortText) return desk.say(desk.words('too_long_here', { limit: String(LIMITS.shortText) }));
    view.dispatch(view.state.tr.replaceSelectionWith(schema.text(words), false).scrollIntoView().setMeta('uiEvent', 'paste').setMeta('paste', true));
    return true;
  }
  if (texts.length < 2 || hasRows(slice.content)) return false;
  if (isInTable(view.state)) return put(view, new Slice(lines(texts), 0, 0));
  if (name === 'key_point') {
    const points = texts.map((content) => type('key_point').create(null, content));
    return put(view, new Slice(Fragment.from(points), 1, 1));
  }
  if (inItem($from) && !structured) {
    const items = texts.map((content) => type('list_item').create(null, type('paragraph').create(null, content)));
    return put(view, new Slice(Fragment.from(items), 2, 2));
  }
  return false;
}

function put(view: EditorView, slice: Slice): boolean {
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('uiEvent', 'paste').setMeta('paste', true));
  return true;
}

const inItem = ($at: ResolvedPos) => $at.depth > 1 && $at.node(-1).type.name === 'list_item';
const onlyParagraphs = (content: Fragment) => childrenOf(content).every((child) => child.type.name === 'paragraph');
const childrenOf = (content: Fragment): Node[] => Array.from({ length: content.childCount }, (_none, at) => content.child(at));

/** Whether rows are pasted. Cells alone are paragraphs that ProseMirror has fitted to where the caret is. */
function hasRows(content: Fragment): boolean {
  let found = false;
  content.descendants((node) => {
    if (node.type.name === 'table_row') found = true;
    return !found;
  });
  return found;
}

/** The texts of a slice in order. Pictures and cards are not among them. */
function textblocks(content: Fragment): Fragment[] {
  if (content.firstChild?.isInline) return [content];
  return childrenOf(content).flatMap((child) => (child.isTextblock ? [child.content] : textblocks(child.content)));
}

function lines(texts: Fragment[]): Fragment {
  return texts.reduce((all, text, at) => (at === 0 ? text : all.append(Fragment.from(type('hard_break').create())).append(text)), Fragment.empty);
}
