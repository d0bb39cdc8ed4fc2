// What the house has published that is like the text: asked for when the panel is opened, each with its
// date, two ways into the text and one beside it.

import type { ArticleHit } from '../editor/face.ts';
import { type Listed, dayOf, hitRow } from './hits.ts';
import { byId, data, t, verb } from './page.ts';
import type { Related } from './related.ts';
import { read } from './server.ts';

interface Told {
  items: Listed[];
  state: 'ready' | 'making' | 'out';
}

/** `save` brings the newest text to the server; `put` puts an article into the text. */
export function alike(save: () => Promise<void>, put: (hit: ArticleHit, card: boolean) => void, related: Related): void {
  const panel = byId<HTMLDetailsElement>('like');
  const said = byId('like-said');
  const list = byId('like-list');
  const row = (one: Listed) => {
    const when = dayOf(one.published_at);
    const hit = { id: one.id, headline: one.headline, state: t('state_published'), when };
    return hitRow(one, when, [
      verb(t('like_link'), () => put(hit, false), t('like_link_what', { name: one.headline })),
      verb(t('like_card'), () => put(hit, true), t('like_card_what', { name: one.headline })),
      data.page.may_relate && verb(t('pin'), () => void related.pin(one.id), t('pin_what', { name: one.headline })),
    ]);
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
