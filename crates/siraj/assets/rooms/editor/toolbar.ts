// The verbs of the text: a bar over it that stays while the page scrolls, and on telephones a bar at
// the foot. One stop for Tab each; arrows move within, as they are drawn.

import { undo } from 'prosemirror-history';
import { isInTable } from 'prosemirror-tables';
import { type EditorState, Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { blockNames, emphasis, heading, isMarked, paragraph, quotation, run, strong } from './commands.ts';
import type { Desk } from './desk.ts';
import { button, make } from './dom.ts';
import { named, perform, THINGS } from './insert.ts';
import { foreignForm, linkForm } from './links.ts';
import { toggleList } from './lists.ts';
import { Menu } from './menu.ts';
import { markType } from './schema.ts';
import { TABLE_VERBS } from './tables.ts';
import { choose } from './uploads.ts';

interface Tool {
  id: string;
  act(desk: Desk): unknown;
  pressed?(state: EditorState): boolean;
  can?(state: EditorState): boolean;
  /** Begins a new group. */
  group?: boolean;
}

const within = (...names: string[]) => (state: EditorState) => names.some((name) => blockNames(state).includes(name));
const does = (command: typeof strong) => ({ view }: Desk) => run(view, command);
const headed = (level: number) => (state: EditorState) => {
  const { parent } = state.selection.$from;
  return parent.type.name === 'heading' && parent.attrs['level'] === level;
};

const TOOLS: Tool[] = [
  { id: 'paragraph', act: does(paragraph), pressed: (state) => blockNames(state).join() === 'paragraph' },
  { id: 'heading', act: does(heading(2)), pressed: headed(2) },
  { id: 'quotation', act: does(quotation), pressed: within('quotation') },
  { id: 'list', act: does(toggleList('bullet_list')), pressed: within('bullet_list', 'ordered_list') },
  { id: 'picture', act: (desk) => void choose(desk, false), pressed: within('picture') },
  { id: 'strong', act: does(strong), pressed: (state) => isMarked(state, markType('strong')), group: true },
  { id: 'emphasis', act: does(emphasis), pressed: (state) => isMarked(state, markType('em')) },
  { id: 'link', act: (desk) => linkForm(desk), pressed: (state) => isMarked(state, markType('link')) },
  { id: 'foreign', act: (desk) => foreignForm(desk), pressed: (state) => isMarked(state, markType('foreign')) },
  { id: 'undo', act: does(undo), can: (state) => undo(state), group: true },
];

const FOOT: Tool[] = [
  { id: 'insert', act: () => undefined },
  { id: 'picture', act: (desk) => perform(desk, THINGS.find(({ id }) => id === 'upload') ?? { id: 'upload' }) },
  { id: 'heading', act: does(heading(2)), pressed: headed(2) },
  { id: 'strong', act: does(strong), pressed: (state) => isMarked(state, markType('strong')) },
  { id: 'link', act: (desk) => linkForm(desk), pressed: (state) => isMarked(state, markType('link')) },
];

export interface Bars {
  top: HTMLElement;
  foot: HTMLElement;
  plugin: Plugin;
  /** Puts the focus on the bar, from the text. */
  focus(): void;
  destroy(): void;
}

export function bars(desk: () => Desk): Bars {
  const { words, host } = desk();
  const menu = new Menu(desk().frame);
  const tool = (bar: 'tool' | 'foot') => ({ id, act, group }: Tool) => button(words(`${bar}_${id}`), () => act(desk()), { class: group ? 'tool group' : 'tool', 'data-tool': id });
  const all = button('', () => everything(desk(), menu, all), { class: 'tool all', 'aria-haspopup': 'listbox' });
  all.append(words('tool_all'), ' ', make('kbd', { 'aria-hidden': 'true' }, '/'));
  const tableVerbs = TABLE_VERBS.map(([id, command]) => button(words(id), () => run(desk().view, command), { class: 'tool', 'data-table': id }));
  const tableRow = make('div', { class: 'tool-row', hidden: '' }, ...tableVerbs);
  const top = make('div', { class: 'tools', role: 'toolbar', 'aria-label': words('tools') }, make('div', { class: 'tool-row' }, ...TOOLS.map(tool('tool')), all), tableRow);
  const foot = make('div', { class: 'foot-bar', role: 'toolbar', 'aria-label': words('tools') }, ...FOOT.map(tool('foot')));
  const insert = foot.querySelector<HTMLElement>('[data-tool="insert"]');
  insert?.addEventListener('click', () => everything(desk(), menu, insert));
  insert?.setAttribute('aria-haspopup', 'listbox');
  if (host.openDetails) foot.append(button(words('foot_details'), () => host.openDetails?.(), { class: 'tool' }));
  rove(top, () => desk().view.focus());
  rove(foot, () => desk().view.focus());

  const show = (view: EditorView) => {
    const { state } = view;
    for (const [bar, tools] of [[top, TOOLS], [foot, FOOT]] as const) {
      for (const { id, pressed, can } of tools) {
        const element = bar.querySelector(`[data-tool="${id}"]`);
        if (pressed) element?.setAttribute('aria-pressed', String(pressed(state)));
        if (can) element?.setAttribute('aria-disabled', String(!can(state)));
      }
    }
    const inTable = isInTable(state);
    if (tableRow.hidden === inTable) tableRow.hidden = !inTable;
    if (inTable) TABLE_VERBS.forEach(([, command], at) => tableVerbs[at]?.setAttribute('aria-disabled', String(!command(state))));
  };
  const settle = () => {
    const screen = window.visualViewport;
    if (!screen) return;
    // Above the keyboard, which covers the page instead of making it shorter.
    const covered = Math.max(0, window.innerHeight - screen.height - screen.offsetTop);
    foot.style.insetBlockEnd = `${covered}px`;
  };
  window.visualViewport?.addEventListener('resize', settle);
  window.visualViewport?.addEventListener('scroll', settle);
  return {
    top,
    foot,
    plugin: new Plugin({
      view(view) {
        show(view);
        return { update: (next, before) => (next.state.doc !== before.doc || !next.state.selection.eq(before.selection) || next.state.storedMarks !== before.storedMarks) && show(next) };
      },
    }),
    focus: () => top.querySelector<HTMLElement>('[tabindex="0"]')?.focus(),
    destroy() {
      window.visualViewport?.removeEventListener('resize', settle);
      window.visualViewport?.removeEventListener('scroll', settle);
    },
  };
}

/** The menu of everything, opened by a button. */
function everything(desk: Desk, menu: Menu, from: HTMLElement): void {
  const choices = named(desk, '', false).map(({ id, cap }) => ({ id, label: desk.words(id), ...(cap ? { cap } : {}) }));
  menu.open(desk.words('insert'), choices, from, (choice) => {
    menu.close();
    desk.view.focus();
    const thing = THINGS.find(({ id }) => id === choice.id);
    if (thing) perform(desk, thing);
  });
}

/** One stop for Tab; arrows, Home and End move within; Escape goes back to the text. */
function rove(bar: HTMLElement, back: () => void): void {
  const tools = () => [...bar.querySelectorAll<HTMLElement>('button')].filter((element) => element.offsetParent !== null);
  const all = [...bar.querySelectorAll<HTMLElement>('button')];
  all.forEach((element, at) => {
    element.tabIndex = at === 0 ? 0 : -1;
  });
  bar.addEventListener('focusin', (event) => {
    for (const element of bar.querySelectorAll<HTMLElement>('button')) element.tabIndex = element === event.target ? 0 : -1;
  });
  bar.addEventListener('keydown', (event) => {
    const shown = tools();
    const at = shown.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const forward = getComputedStyle(bar).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const to = event.key === forward ? at + 1 : event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? -1 : null;
    if (event.key === 'Escape') {
      event.preventDefault();
      back();
    } else if (to !== null) {
      event.preventDefault();
      shown.at(to % shown.length)?.focus();
    }
  });
}
