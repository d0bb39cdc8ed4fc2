// Keys. Those with a letter or a digit are bound to where the key lies (`event.code`), so that they
// work while an Arabic layout is on; the others have the same name on every layout.

import { baseKeymap, chainCommands, splitBlock, splitBlockAs } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { keydownHandler } from 'prosemirror-keymap';
import { type Command, NodeSelection, Plugin } from 'prosemirror-state';
import * as commands from './commands.ts';
import type { Desk } from './desk.ts';
import { linkForm } from './links.ts';
import { backspaceInList, enterInList, indentOrStay, outdent, toggleList } from './lists.ts';
import { enterPicture } from './pictures.ts';
import { enterInTable, nextCell, previousCell } from './tables.ts';

interface Binding {
  code: string;
  mod?: boolean;
  alt?: boolean;
  shift?: boolean;
  run(desk: Desk): boolean;
}

const does = (command: Command) => ({ view }: Desk) => commands.run(view, command);

/** On a Mac Cmd stands for Ctrl. */
const isMac = /Mac|iP(hone|[oa]d)/.test(navigator.platform);

const BINDINGS: Binding[] = [
  { code: 'KeyB', mod: true, run: does(commands.strong) },
  { code: 'KeyI', mod: true, run: does(commands.emphasis) },
  { code: 'KeyK', mod: true, run: (desk) => linkForm(desk) },
  { code: 'KeyZ', mod: true, run: does(undo) },
  { code: 'KeyZ', mod: true, shift: true, run: does(redo) },
  { code: 'KeyY', mod: true, run: does(redo) },
  { code: 'KeyX', mod: true, shift: true, run: (desk) => does(commands.turnDirection(desk.base))(desk) },
  { code: 'Digit0', mod: true, alt: true, run: does(commands.paragraph) },
  { code: 'Digit2', mod: true, alt: true, run: does(commands.heading(2)) },
  { code: 'Digit3', mod: true, alt: true, run: does(commands.heading(3)) },
  { code: 'Digit7', mod: true, shift: true, run: does(toggleList('ordered_list')) },
  { code: 'Digit8', mod: true, shift: true, run: does(toggleList('bullet_list')) },
  { code: 'Digit9', mod: true, shift: true, run: does(commands.quotation) },
];

/** A paragraph of a quotation is followed by another, which the module would make an attribution. */
const inQuotation: Command = (state, dispatch, view) => {
  const { $from } = state.selection;
  const within = $from.depth > 1 && $from.node(-1).type.name === 'quotation';
  return within && splitBlockAs((node) => ({ type: node.type }))(state, dispatch, view);
};

/** Keys of one editor; `more` are those that belong to its other parts. */
export function keys(desk: () => Desk, more: Binding[]): Plugin[] {
  // After Escape the next Tab leaves the text instead of moving within a list or table.
  let leaving = false;
  const unlessLeaving = (command: Command): Command => (state, dispatch, view) => !leaving && command(state, dispatch, view);
  const enter = chainCommands(enterInTable, enterInList, commands.enterInBox, (_state, _dispatch, view) => (view ? enterPicture(view) : false));
  const plain = keydownHandler({
    Enter: enter,
    'Shift-Enter': commands.lineBreak,
    Backspace: commands.alone(chainCommands(backspaceInList, commands.backspaceAtStart)),
    Tab: unlessLeaving(commands.alone(chainCommands(nextCell, indentOrStay))),
    'Shift-Tab': unlessLeaving(commands.alone(chainCommands(previousCell, outdent))),
  });
  const base = { ...baseKeymap };
  // These two are for the page: its next step, and a paragraph without the marks of the last.
  delete base['Mod-Enter'];
  base['Enter'] = chainCommands(inQuotation, baseKeymap['Enter'] ?? splitBlock);
  const theirs = keydownHandler(base);
  return [
    new Plugin({
      props: {
        handleKeyDown(view, event) {
          if (event.isComposing) return false;
          const mod = isMac ? event.metaKey : event.ctrlKey;
          const found = [...BINDINGS, ...more].find(
            ({ code, mod: needed = false, alt = false, shift = false }) =>
              code === event.code && needed === mod && alt === event.altKey && shift === event.shiftKey,
          );
          if (found?.run(desk())) return true;
          if (event.key === 'Escape') {
            leaving = true;
            if (view.state.selection instanceof NodeSelection) return false;
            desk().say(desk().words('leave_by_tab'));
            return false;
          }
          const handled = plain(view, event);
          if (event.key !== 'Tab' && event.key !== 'Shift') leaving = false;
          return handled;
        },
        handleDOMEvents: {
          focus: () => {
            leaving = false;
            return false;
          },
        },
      },
    }),
    new Plugin({ props: { handleKeyDown: theirs } }),
  ];
}

export type { Binding };
