// What the house has published that is like the text: asked for when the panel is opened, each with its
// date and two ways into the text.

import type { ArticleHit } from '../editor/face.ts';
import { byId, data, el, t, verb } from './page.ts';
import { read } from './server.ts';

interface Told {
  items: { id: string; short_id: string; headline: string; published_at: string }[];
  state: 'ready' | 'making' | 'out';
}

/** `save` brings the newest text to the server; `put` puts an article into the text. */
export function alike(save: () => Promise<void>, put: (hit: ArticleHit, card: boolean) => void): void {
  const panel = byId<HTMLDetailsElement>('like');
  const said = byId('like-said');
  const list = byId('like-list');
  const day = new Intl.DateTimeFormat(document.documentElement.lang === 'ar' ? 'ar-u-nu-latn' : 'en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  const row = (one: Told['items'][number]) => {
    const at = new Date(one.published_at);
    const when = day.format(at);
    const hit = { id: one.id, headline: one.headline, state: t('state_published'), when };
    return el(
      'li',
      {},
      el('a', { class: 'what', href: `/newsroom/articles/${one.short_id}` }, el('bdi', {}, one.headline)),
      el('time', { class: 'meta', datetime: at.toISOString() }, when),
      el(
        'span',
        { class: 'verbs' },
        verb(t('like_link'), () => put(hit, false), t('like_link_what', { name: one.headline })),
        verb(t('like_card'), () => put(hit, true), t('like_card_what', { name: one.headline })),
      ),
    );
  };
  panel.addEventListener('toggle', async () => {
    if (!panel.open) return;
    said.textContent = t('like_looks');
    await save();
    const told = await read<Told>(`/articles/${data.id}/like`);
    // What is shown stays where nothing came.
    if (!told) return void (said.textContent = t('like_lost'));
    list.replaceChildren(...told.items.map(row));
    said.textContent = told.items.length > 0 ? '' : t(told.state === 'ready' ? 'like_none' : `like_${told.state}`);
  });
}
