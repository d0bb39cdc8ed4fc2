// Random acts on random documents, for the property test: built for node, where the editor's commands
// run without a browser.

import { baseKeymap, chainCommands } from 'prosemirror-commands';
import type { Node } from 'prosemirror-model';
import { type Command, EditorState, TextSelection } from 'prosemirror-state';
import * as blocks from '../../../assets/rooms/editor/commands.ts';
import { dress, dressKey } from '../../../assets/rooms/editor/dress.ts';
import { keepLimits } from '../../../assets/rooms/editor/keep.ts';
import * as lists from '../../../assets/rooms/editor/lists.ts';
import { documentOf, jsonOf, LIMITS } from '../../../assets/rooms/editor/schema.ts';
import * as tables from '../../../assets/rooms/editor/tables.ts';

const base = (key: string): Command => baseKeymap[key] ?? (() => false);

const ACTS: Record<string, Command> = {
  indent: lists.indent,
  outdent: lists.outdent,
  bullets: lists.toggleList('bullet_list'),
  numbers: lists.toggleList('ordered_list'),
  quotation: blocks.quotation,
  unwrap: blocks.unwrap,
  subhead: blocks.heading(2),
  paragraph: blocks.paragraph,
  divider: blocks.divider,
  factBox: blocks.factBox,
  keyPoints: blocks.keyPoints,
  table: tables.putTable,
  direction: blocks.turnDirection('rtl'),
  nextCell: tables.nextCell,
  enter: chainCommands(tables.enterInTable, lists.enterInList, blocks.enterInBox, base('Enter')),
  backspace: chainCommands(lists.backspaceInList, blocks.backspaceAtStart, base('Backspace')),
  lineBreak: blocks.lineBreak,
};
/** These take what is selected away, as they should. */
const REPLACING = new Set(['enter', 'backspace', 'lineBreak']);

/** Answers what went wrong, at most a few things. */
export function play(rounds: number, steps: number): string[] {
  const random = numbers(20);
  const wrong: string[] = [];
  const plugins = [keepLimits(), dress((key) => key, 'rtl')];
  for (let round = 0; round < rounds && wrong.length < 3; round += 1) {
    let state = EditorState.create({ doc: documentOf(story(random)), plugins });
    for (let step = 0; step < steps; step += 1) {
      state = state.apply(state.tr.setSelection(somewhere(state.doc, random)));
      const names = Object.keys(ACTS);
      const name = names[random(names.length)] ?? '';
      let next = state;
      const told = `${name} at ${state.selection.from}–${state.selection.to} of ${JSON.stringify(jsonOf(state.doc))}`;
      try {
        ACTS[name]?.(state, (tr) => {
          next = next.apply(tr);
        });
        const kept = REPLACING.has(name) && !state.selection.empty ? null : letters(state.doc);
        const found = complaint(next, kept, plugins);
        if (found) wrong.push(`${found}: ${told}`);
      } catch (error) {
        wrong.push(`${String(error)}: ${told}`);
      }
      state = next;
    }
  }
  return wrong;
}

function complaint(state: EditorState, kept: string | null, plugins: EditorState['plugins']): string | null {
  state.doc.check();
  let deepest = 0;
  state.doc.forEach((block) => {
    deepest = Math.max(deepest, lists.levels(block));
  });
  if (deepest > LIMITS.listLevels) return 'lists too deep';
  if (kept !== null && letters(state.doc) !== kept) return 'words were lost or moved';
  if (!documentOf(jsonOf(state.doc)).eq(state.doc)) return 'the document does not come back';
  // What was dressed key by key is dressed as if all had been dressed at once.
  const fresh = EditorState.create({ doc: state.doc, plugins });
  return dressing(state) === dressing(fresh) ? null : 'the dress differs';
}

const letters = (doc: Node) => doc.textContent.replace(/[\u200e\u200f]/g, '');

function dressing(state: EditorState): string {
  const found = dressKey.getState(state)?.find() ?? [];
  return found.map(({ from, to, ...rest }) => `${from}–${to} ${JSON.stringify((rest as { type?: { attrs: unknown } }).type?.attrs)}`).sort().join('\n');
}

/** The same numbers in each run. */
function numbers(seed: number): (below: number) => number {
  let now = seed;
  return (below) => {
    now = (now * 1103515245 + 12345) & 0x7fffffff;
    return (now >> 8) % below;
  };
}

function somewhere(doc: Node, random: (below: number) => number): TextSelection {
  const places: number[] = [];
  doc.descendants((node, at) => {
    if (node.isTextblock) places.push(at + 1, at + 1 + Math.floor(node.content.size / 2), at + 1 + node.content.size);
  });
  const place = () => places[random(places.length)] ?? 1;
  const from = place();
  return TextSelection.create(doc, from, random(3) > 0 ? from : place());
}

function story(random: (below: number) => number): unknown {
  let said = 0;
  const text = () => ({ type: 'text', text: `w${(said += 1)} ` });
  const node = (type: string, ...content: unknown[]) => ({ type, content });
  const p = () => node('paragraph', text());
  const list = (depth: number): unknown =>
    node(random(2) ? 'bullet_list' : 'ordered_list', ...Array.from({ length: 1 + random(3) }, () => node('list_item', p(), ...(depth < 3 && random(2) ? [list(depth + 1)] : []))));
  const kinds = [
    p,
    () => list(1),
    () => node('quotation', p(), p(), { type: 'attribution' }),
    () => node('fact_box', node('fact_title', text()), p(), list(1)),
    () => node('key_points', node('key_point', text()), node('key_point', text())),
    () => ({ ...node('heading', text()), attrs: { level: 2 } }),
    () => node('pull_quote', node('pull_text', text()), { type: 'attribution' }),
    () => node('table', node('table_row', node('table_cell', p()), node('table_cell', p()))),
    () => ({ type: 'horizontal_rule' }),
  ];
  return node('doc', p(), ...Array.from({ length: 1 + random(5) }, () => kinds[random(kinds.length)]?.()));
}
