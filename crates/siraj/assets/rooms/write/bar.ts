// How the text stands, always in sight: in words, louder only when it gets worse.

import { byId, data, el, t, time, verb } from './page.ts';
import type { Heard } from './presence.ts';
import type { Standing, Told } from './saver.ts';
import type { Problem } from './server.ts';

/** The higher, the worse. */
const BADNESS: Record<Standing, number> = { saved: 0, saving: 0, kept: 1, ended: 2, refused: 2, conflict: 2, lost: 3 };

export class Bar {
  #last: Standing = 'saved';
  #copy: () => void;

  constructor(copy: () => void) {
    this.#copy = copy;
  }

  /** Shows how the text stands. */
  show(standing: Standing, at?: string | number, problem?: Problem): void {
    const place = byId('saved');
    const words = { saved: t('saved'), saving: t('saving'), kept: t('kept'), ended: t('ended'), refused: t('refused'), conflict: t('conflict_short'), lost: t('lost') }[standing];
    place.className = `standing ${standing}`;
    if (standing === 'saved') place.replaceChildren('· ', words, ' ', el('time', {}, time(at ?? Date.now())));
    else place.replaceChildren('· ', words);
    this.#line(standing, problem);
    if (BADNESS[standing] > BADNESS[this.#last]) announce(words);
    this.#last = standing;
  }

  /** The line under the bar: what is the matter and what to do, as long as it is. */
  #line(standing: Standing, problem?: Problem): void {
    const line = byId('line');
    const said: (string | Node)[] = [];
    if (standing === 'kept') said.push(t('kept_long'));
    if (standing === 'ended') said.push(t('ended_long'), ' ', el('a', { href: '/newsroom/sign-in', target: '_blank', rel: 'opener' }, t('sign_in')));
    if (standing === 'refused') said.push(t('refused_long', { why: problem?.detail ?? '' }));
    if (standing === 'lost') said.push(t('lost_long'), ' ', verb(t('copy_text'), this.#copy));
    line.className = `standing-line ${standing}`;
    line.hidden = said.length === 0;
    // Redrawn alike it would be read out again.
    const before = line.textContent;
    const after = said.map((one) => (typeof one === 'string' ? one : one.textContent)).join('');
    if (before !== after) line.replaceChildren(...said);
  }
}

/** Says something once to whoever does not see it change. */
export function announce(words: string): void {
  let place = document.getElementById('announced');
  if (!place) {
    place = el('p', { id: 'announced', class: 'out', role: 'status' });
    document.body.append(place);
  }
  place.textContent = words;
}

/** Tells something above the text, with what can be done about it; one thing of each name. */
export function tell(name: string, words: string | null, ...acts: HTMLElement[]): void {
  const place = byId('told');
  place.querySelector(`[data-told="${name}"]`)?.remove();
  if (!words) return;
  const close = verb(t('close'), () => tell(name, null));
  const one = el('p', { class: 'said', 'data-told': name }, words, ' ', ...acts.flatMap((act) => [act, ' ']), acts.length === 0 && close);
  place.append(one);
}

/** The checklist's count, inside «publish» and in the strip of narrow screens. */
export function stops(blocking: number, warning: number): void {
  const inside = document.getElementById('stops');
  const words = [blocking > 0 && t('stops', { n: blocking }), warning > 0 && t('warnings', { n: warning })].filter((one): one is string => Boolean(one));
  if (inside) inside.textContent = blocking > 0 ? words[0]! : '';
  // An Arabic «and» is written onto the next word.
  const joined = document.documentElement.lang === 'ar' ? ` ${t('and')}` : ` ${t('and')} `;
  const strip = byId('strip');
  strip.hidden = words.length === 0;
  strip.replaceChildren(el('span', {}, t('before_it', { what: words.join(joined) })), ' ', el('span', { class: 'verb' }, t('show_them')));
}

let shown = nameOf(data);

function nameOf(told: Told | Heard): string {
  return told.state === 'published' && told.pending === true ? 'pending' : String(told.state);
}

/** The article's state in a word, as it is now. */
export function state(told: Told | Heard): void {
  if (typeof told.state !== 'string' || nameOf(told) === shown) return;
  shown = nameOf(told);
  byId('state').textContent = t(`state_${shown}`);
}
