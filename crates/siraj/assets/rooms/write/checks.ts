// The checklist beside the text: what stops publishing, what asks for a second look, and the way
// to the place where it is put right.

import { stops } from './bar.ts';
import { byId, check, el, t, verb } from './page.ts';

export interface Finding {
  code: string;
  blocks: boolean;
  picture: string | null;
  words?: Record<string, string>;
}

/** Where a finding is put right. */
const PLACES: Record<string, string> = {
  no_headline: 'headline',
  long_headline: 'headline',
  no_standfirst: 'standfirst',
  nobody_signs: 'byline-adding',
  no_slug: 'slug',
  dateline_form: 'place',
  other_script: 'headline',
};

/** Shows what was found; `toPicture` and `toText` lead to the text. */
export function showChecks(found: Finding[], toPicture: (id: string) => void, toText: () => void): void {
  const sorted = [...found].sort((one, other) => Number(other.blocks) - Number(one.blocks));
  const row = (finding: Finding) => {
    const name = finding.code.replace(/^checklist\./, '');
    const go = () => {
      const place = PLACES[name];
      if (finding.picture) toPicture(finding.picture);
      else if (place) focusOn(place);
      else toText();
    };
    const kind = finding.blocks ? 'stop' : 'warn';
    return el('li', { class: kind }, el('strong', {}, t(kind)), el('span', {}, check(finding.code, finding.words), ' ', verb(t('go_there'), go)));
  };
  byId('checks').replaceChildren(...sorted.map(row), ...(sorted.length === 0 ? [el('li', { class: 'done' }, el('strong', {}, t('done')), el('span', {}, t('nothing_stops')))] : []));
  const blocking = found.filter((one) => one.blocks).length;
  stops(blocking, found.length - blocking);
}

/** Leads to a field, or to the first one in a place. */
export function focusOn(id: string): void {
  const place = byId(id);
  const field = place.matches('input, textarea, select') ? place : place.querySelector<HTMLElement>('input, select, button');
  (field ?? place).focus();
  place.scrollIntoView({ block: 'center' });
}
