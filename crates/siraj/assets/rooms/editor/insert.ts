// Everything that can be put into the text, in one table: the slash menu, the toolbar and the bar on
// telephones all read it. Each thing is found by its name in either language, by its English key, and
// by the keys that were meant when the other layout was on.

import { redo, undo } from 'prosemirror-history';
import { isInTable } from 'prosemirror-tables';
import type { Command } from 'prosemirror-state';
import { foldedWord, otherLayout } from './arabic.ts';
import * as commands from './commands.ts';
import type { Desk } from './desk.ts';
import { addressForm, embedForm, foreignForm, linkForm } from './links.ts';
import { toggleList } from './lists.ts';
import { completed } from './addresses.ts';
import { repairAll } from './repair.ts';
import { putTable, TABLE_VERBS } from './tables.ts';
import { choose, takeAddress } from './uploads.ts';

export interface Thing {
  id: string;
  /** More English names. */
  also?: string;
  cap?: string;
  /** Only the menu that a button opens offers it: it needs a selection or a place. */
  unlessTyped?: boolean;
  offered?(desk: Desk): boolean;
  /** What it does to the text; or what it opens. */
  command?: Command;
  open?(desk: Desk): unknown;
}

const selected = ({ view }: Desk) => !view.state.selection.empty && commands.holdsMarks(view.state);

export const THINGS: Thing[] = [
  { id: 'paragraph', also: 'text', command: commands.paragraph },
  { id: 'heading2', also: 'heading subhead title h2', cap: 'Ctrl Alt 2', command: commands.heading(2) },
  { id: 'heading3', also: 'heading subhead small h3', cap: 'Ctrl Alt 3', command: commands.heading(3) },
  { id: 'picture', also: 'image photo', open: (desk) => void choose(desk, false) },
  { id: 'upload', also: 'picture image photo file device', open: (desk) => pick(desk, false) },
  { id: 'camera', also: 'picture photo take', open: (desk) => pick(desk, true) },
  {
    id: 'picture_address',
    also: 'picture image url',
    offered: ({ host }) => host.fetchPicture !== undefined,
    open: (desk) =>
      addressForm(desk, 'picture_address', (words) => words('picture_address_hint'), (typed) => {
        const address = completed(typed);
        if (!address?.startsWith('http')) return desk.words('link_refused');
        takeAddress(desk, address);
        return null;
      }),
  },
  { id: 'gallery', also: 'pictures images photos', open: (desk) => void choose(desk, true) },
  { id: 'quotation', also: 'quote blockquote', command: commands.quotation },
  { id: 'pull_quote', also: 'quote large', command: commands.pullQuote },
  { id: 'bullet_list', also: 'list bullets points', command: toggleList('bullet_list') },
  { id: 'ordered_list', also: 'list numbers numbered', command: toggleList('ordered_list') },
  { id: 'key_points', also: 'summary points', command: commands.keyPoints },
  { id: 'fact_box', also: 'facts box background', command: commands.factBox },
  { id: 'table', also: 'rows columns', command: putTable },
  { id: 'article_link', also: 'link own', cap: '[[', open: (desk) => desk.lookUp('link') },
  { id: 'related', also: 'article card read', open: (desk) => desk.lookUp('card') },
  { id: 'embed', also: 'video youtube post map chart', open: (desk) => embedForm(desk) },
  { id: 'divider', also: 'rule line break', command: commands.divider },
  { id: 'link', cap: 'Ctrl K', also: 'address url', unlessTyped: true, open: (desk) => linkForm(desk) },
  { id: 'strong', cap: 'Ctrl B', also: 'bold', unlessTyped: true, offered: selected, command: commands.strong },
  { id: 'emphasis', cap: 'Ctrl I', also: 'italic stress', unlessTyped: true, offered: selected, command: commands.emphasis },
  { id: 'foreign', also: 'language', unlessTyped: true, offered: selected, open: (desk) => foreignForm(desk) },
  { id: 'left_to_right', also: 'ltr code', unlessTyped: true, offered: selected, command: commands.leftToRight },
  { id: 'direction', also: 'paragraph rtl ltr', cap: 'Ctrl Shift X', unlessTyped: true, open: ({ view, base }) => commands.run(view, commands.turnDirection(base)) },
  ...TABLE_VERBS.map(([id, command]): Thing => ({ id, unlessTyped: true, offered: ({ view }) => isInTable(view.state) && command(view.state), command })),
  { id: 'repair_all', cap: 'Alt Shift Enter', also: 'mend fix typography', unlessTyped: true, open: repairAll },
  { id: 'undo', cap: 'Ctrl Z', unlessTyped: true, offered: ({ view }) => undo(view.state), command: undo },
  { id: 'redo', cap: 'Ctrl Shift Z', unlessTyped: true, offered: ({ view }) => redo(view.state), command: redo },
];

/** The things that a query names, those whose name begins with it first. */
export function named(desk: Desk, query: string, typed: boolean): Thing[] {
  const offered = THINGS.filter((thing) => !(typed && thing.unlessTyped) && (thing.offered?.(desk) ?? true));
  if (query === '') return offered;
  const wanted = [query, otherLayout(query)].map(plain);
  const rank = (thing: Thing): number => {
    const names = [desk.words(thing.id), desk.otherWords(thing.id), thing.id.replaceAll('_', ' '), ...(thing.also ?? '').split(' ')].map(plain);
    if (wanted.some((text) => names.some((name) => name.startsWith(text)))) return 2;
    return wanted.some((text) => names.some((name) => name.includes(` ${text}`) || (text.length > 2 && name.includes(text)))) ? 1 : 0;
  };
  return offered.map((thing) => ({ thing, rank: rank(thing) })).filter((found) => found.rank > 0).sort((a, b) => b.rank - a.rank).map((found) => found.thing);
}

function plain(text: string): string {
  return foldedWord(text.toLowerCase().trim());
}

/** Does a thing at the caret. */
export function perform(desk: Desk, thing: Thing): void {
  if (thing.open) thing.open(desk);
  else if (thing.command && !commands.run(desk.view, thing.command)) desk.say(desk.words('not_here'));
  else desk.view.focus();
}

function pick(desk: Desk, camera: boolean): void {
  desk.frame.querySelector<HTMLInputElement>(`input[type="file"][data-camera="${camera}"]`)?.click();
}
