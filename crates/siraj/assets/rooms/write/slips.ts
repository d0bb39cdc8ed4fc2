// Typography under kicker, headline and standfirst: what the server found in the field as it was saved,
// with the same reasons, repairs and keys as in the text. A field that was changed since says nothing.

import { wordsOf } from '../editor/dom.ts';
import { reason } from '../editor/repair.ts';
import type { Slip, Told } from '../editor/typography.ts';
import { byId, data, el, verb } from './page.ts';
import type { Manuscript } from './text.ts';

const NAMES = ['kicker', 'headline', 'standfirst'] as const;
type Name = (typeof NAMES)[number];

const words = wordsOf(data.page.editor);

export class FieldSlips {
  #found = new Map<Name, Slip[]>();

  constructor() {
    for (const name of NAMES) {
      const box = byId<HTMLTextAreaElement>(name);
      box.addEventListener('input', () => this.#set(name, []));
      box.addEventListener('keydown', (event) => {
        if (event.code !== 'Enter' || !event.altKey || event.isComposing || event.ctrlKey || event.metaKey) return;
        // The field's own Enter goes to the next field.
        event.stopImmediatePropagation();
        event.preventDefault();
        if (event.shiftKey) this.#mend(name, this.#found.get(name)?.filter(({ mends }) => mends) ?? []);
        else this.#repair(name);
      });
    }
  }

  /** Shows what was found in a text that the server has. */
  show(text: Manuscript, told: Told[]): void {
    for (const name of NAMES) {
      const is = byId<HTMLTextAreaElement>(name).value.trimEnd() === text[name];
      this.#set(name, is ? (told.find((one) => one.in === name)?.found ?? []) : []);
    }
  }

  #set(name: Name, found: Slip[]): void {
    if (found.length === 0 && !this.#found.get(name)?.length) return;
    this.#found.set(name, found);
    const place = byId(`${name}-slips`);
    const [first] = found;
    place.hidden = !first;
    if (!first) return place.replaceChildren();
    const slips = found.filter(({ mends }) => mends);
    const rest = found.filter(({ mends, kind }, at) => !mends || found.findIndex((other) => other.kind === kind) === at).length - 1;
    place.replaceChildren(
      el('strong', {}, words('hint_kind')),
      ` ${reason({ words }, first)} `,
      verb(words('repair'), () => this.#repair(name)),
      ...(slips.length > 1 ? [' ', verb(words('repair_all'), () => this.#mend(name, slips))] : []),
      ...(rest > 0 ? [` ${words('more_in_field', { count: String(rest) })}`] : []),
    );
  }

  /** The hint at the caret, or the first. Marks of quotation go together. */
  #repair(name: Name): void {
    const found = this.#found.get(name) ?? [];
    const at = byId<HTMLTextAreaElement>(name).selectionStart;
    const one = found.find(({ from, to }) => from <= at && at <= to) ?? found[0];
    if (one) this.#mend(name, one.kind === 'quotes' ? found.filter(({ kind }) => kind === 'quotes') : [one]);
  }

  /** Puts places right in one step that the field's own undo takes back. */
  #mend(name: Name, slips: Slip[]): void {
    const [first, last] = [slips[0], slips[slips.length - 1]];
    const box = byId<HTMLTextAreaElement>(name);
    if (!first || !last || box.readOnly) return;
    let text = '';
    let at = first.from;
    for (const slip of slips) {
      text += box.value.slice(at, slip.from) + slip.text;
      at = slip.to;
    }
    box.focus();
    box.setSelectionRange(first.from, last.to);
    // The only way to change a field that its undo knows of.
    document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
  }
}
