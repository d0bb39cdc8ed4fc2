// An article in a list of the rail: its headline, its day, and what can be done with it.

import { el } from './page.ts';

export interface Listed {
  id: string;
  short_id: string;
  headline: string;
  /** None while the public does not see it. */
  published_at: string | null;
}

/** The day of a moment, as the list says it; `instead` where there is none. */
export function dayOf(at: string | null, instead = ''): string {
  const day = new Intl.DateTimeFormat(document.documentElement.lang === 'ar' ? 'ar-u-nu-latn' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return at ? day.format(new Date(at)) : instead;
}

export function hitRow(one: Listed, said: string, verbs: (Node | false)[]): HTMLLIElement {
  const when = one.published_at ? el('time', { class: 'meta', datetime: new Date(one.published_at).toISOString() }, said) : el('span', { class: 'meta' }, said);
  return el(
    'li',
    {},
    el('a', { class: 'what', href: `/newsroom/articles/${one.short_id}` }, el('bdi', {}, one.headline)),
    when,
    el('span', { class: 'verbs' }, ...verbs),
  );
}
