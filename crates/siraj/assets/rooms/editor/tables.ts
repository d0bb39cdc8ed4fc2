// Tables: rectangular, without merged cells, one paragraph a cell, a header in the first row or none.
// Arrow keys follow what is drawn. Widths of columns are the page's business, so nothing resizes them.

import type { Node } from 'prosemirror-model';
import { type Command, type EditorState, Plugin, Selection, type Transaction } from 'prosemirror-state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  CellSelection,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  selectedRect,
  tableEditing,
  toggleHeaderRow,
} from 'prosemirror-tables';
import type { NodeView, NodeViewConstructor } from 'prosemirror-view';
import { act, putBlock } from './commands.ts';
import { make, type Words } from './dom.ts';
import { ruledField } from './fields.ts';
import { isRightToLeft } from './gaps.ts';
import { LIMITS, type } from './schema.ts';

const within = (test: (state: EditorState) => boolean, command: Command): Command => (state, dispatch, view) =>
  isInTable(state) && test(state) && command(state, dispatch, view);

const always = () => true;
const notTooWide = (state: EditorState) => selectedRect(state).map.width < LIMITS.tableColumns;
const notTooLong = (state: EditorState) => selectedRect(state).map.height < LIMITS.tableRows;
const notOnHeader = (state: EditorState) => {
  const { table, top } = selectedRect(state);
  return top > 0 || !hasHeader(table);
};

function hasHeader(table: Node): boolean {
  return table.firstChild?.firstChild?.type.name === 'table_header';
}

/** The verbs of a table by the key of their sentence, in the order in which they are shown. */
export const TABLE_VERBS: [string, Command][] = [
  ['table_row_above', within((state) => notOnHeader(state) && notTooLong(state), addRowBefore)],
  ['table_row_below', within(notTooLong, addRowAfter)],
  ['table_row_remove', within((state) => selectedRect(state).map.height > 1, deleteRow)],
  ['table_column_before', within(notTooWide, addColumnBefore)],
  ['table_column_after', within(notTooWide, addColumnAfter)],
  ['table_column_remove', within((state) => selectedRect(state).map.width > 1, deleteColumn)],
  ['table_header', within(always, toggleHeaderRow)],
  ['table_remove', within(always, deleteTable)],
];

export const putTable: Command = (state, dispatch) => {
  const row = (name: string) =>
    type('table_row').create(null, [0, 1, 2].map(() => type(name).create(null, type('paragraph').create())));
  dispatch?.(putBlock(state.tr, type('table').create(null, [row('table_header'), row('table_cell'), row('table_cell')])));
  return true;
};

/** Tab walks through the cells and makes a new row after the last. */
export const nextCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch, view)) return true;
  if (!notTooLong(state)) return false;
  const { table, tableStart } = selectedRect(state);
  return addRowAfter(state, dispatch && ((tr) => {
    const row = tr.doc.resolve(tableStart + table.content.size + 1);
    dispatch(tr.setSelection(Selection.near(row)).scrollIntoView());
  }));
};

export const previousCell: Command = (state, dispatch, view) => isInTable(state) && goToNextCell(-1)(state, dispatch, view);

/** Enter goes to the cell below; from the last row out of the table. */
export const enterInTable: Command = (state, dispatch) => {
  if (!isInTable(state) || state.selection instanceof CellSelection) return false;
  const { map, tableStart, table, top, left } = selectedRect(state);
  if (!dispatch) return true;
  if (top + 1 < map.height) {
    const cell = map.positionAt(top + 1, left, table);
    dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(tableStart + cell + 1))).scrollIntoView());
    return true;
  }
  const end = tableStart + table.content.size + 1;
  const tr = state.tr;
  if (tr.doc.resolve(end).nodeAfter?.type.name !== 'paragraph') tr.insert(end, type('paragraph').create());
  dispatch(tr.setSelection(Selection.near(tr.doc.resolve(end + 1))).scrollIntoView());
  return true;
};

/**
 * The module's editing without its arrow keys in right-to-left tables: it takes the key on the right
 * for the next cell, and at a cell's edge would go back and forth. The browser knows better.
 */
export function tables(): Plugin[] {
  const editing = tableEditing();
  const theirs = editing.props.handleKeyDown;
  editing.props.handleKeyDown = function handleKeyDown(view, event) {
    const sideways = (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && !event.shiftKey;
    if (sideways && !(view.state.selection instanceof CellSelection) && isRightToLeft(view)) return false;
    return theirs?.call(editing, view, event) ?? false;
  };
  return [new Plugin({ appendTransaction: (trs, before, after) => (trs.some((tr) => tr.docChanged) ? headersFirst(before.doc, after) : null) }), editing];
}

/** A header is a whole first row: cells that pasting or moving left elsewhere become what they must be. */
function headersFirst(before: Node, state: EditorState): Transaction | null {
  const tr = state.tr;
  const seen = new Set<Node>();
  before.forEach((child) => seen.add(child));
  state.doc.forEach((child, start) => {
    if (child.type.name !== 'table' || seen.has(child)) return;
    const header = hasHeader(child);
    child.forEach((row, rowStart, index) => {
      const wanted = type(header && index === 0 ? 'table_header' : 'table_cell');
      row.forEach((cell, cellStart) => {
        if (cell.type !== wanted) tr.setNodeMarkup(start + rowStart + cellStart + 2, wanted);
      });
    });
  });
  return tr.docChanged ? tr : null;
}

/** A table with the line for what it shows above it. */
export function tableView(words: Words): NodeViewConstructor {
  return (node, view, getPos): NodeView => {
    const body = make('tbody');
    const caption = ruledField(view, {
      label: words('caption'),
      hint: words('table_caption_hint'),
      value: (node.attrs['caption'] as string | null) ?? '',
      save: (text) => {
        const at = getPos();
        if (at !== undefined) act(view, view.state.tr.setNodeAttribute(at, 'caption', text.trim() === '' ? null : text));
      },
    });
    const dom = make('div', { class: 'table-block' }, make('div', { class: 'table-scroll' }, make('table', {}, body)), caption.element);
    return {
      dom,
      contentDOM: body,
      update(next) {
        if (next.type !== node.type) return false;
        node = next;
        caption.set((next.attrs['caption'] as string | null) ?? '');
        return true;
      },
      stopEvent: (event) => caption.element.contains(event.target as globalThis.Node),
      ignoreMutation: (mutation) => !body.contains(mutation.target),
      destroy: () => caption.forget(),
    };
  };
}
