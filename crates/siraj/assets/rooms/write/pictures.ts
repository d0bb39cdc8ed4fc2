// The lead picture, and what the editor asks of pictures and of other articles.

import { choosePictures, fetchPicture, onePicture, pictureWords, savePicture, uploadPicture } from '../pictures/choose.ts';
import type { ArticleHit, Host, PictureFields, PictureHit } from '../editor/face.ts';
import { byId, button, data, el, t, verb } from './page.ts';
import { read } from './server.ts';

type Asked = Pick<Host, 'searchArticles' | 'article' | 'choosePictures' | 'uploadPicture' | 'fetchPicture' | 'picture' | 'savePicture'>;

interface Listed {
  id: string;
  headline: string | null;
  state: string;
  head: { at?: string };
  created_at: string;
}

const language = data.page.language;

function hit(one: Listed): ArticleHit {
  const day = new Intl.DateTimeFormat(document.documentElement.lang === 'ar' ? 'ar-u-nu-latn' : 'en-GB', { dateStyle: 'medium' });
  return { id: one.id, headline: one.headline || t('no_headline'), state: t(`state_${one.state}`), when: day.format(new Date(one.created_at)) };
}

/** How many articles a search offers. */
const SHOWN = 8;

/** What the editor asks of its page. */
export const asked: Asked = {
  async searchArticles(q) {
    // One more than is shown, for the article itself may be among them.
    const told = await read<{ items: Listed[] }>(`/articles?limit=${SHOWN + 1}&q=${encodeURIComponent(q.trim())}`);
    return (told?.items ?? [])
      .filter((one) => one.id !== data.id)
      .slice(0, SHOWN)
      .map(hit);
  },
  async article(id) {
    const told = await read<Listed & { manuscript?: { headline: string } }>(`/articles/${id}`);
    return told ? hit({ ...told, headline: told.manuscript?.headline ?? null }) : null;
  },
  choosePictures: (many) => choosePictures(pictureWords(), { many, language }),
  uploadPicture: (file, progress) => uploadPicture(file, progress, { language }),
  fetchPicture: (address, progress) => fetchPicture(address, progress, { language }),
  picture: (id) => onePicture(id, language),
  savePicture: (id, fields) => savePicture(id, fields, pictureWords(), language),
};

/** The picture at the head of the article, with the words that it must have. */
export class LeadPicture {
  #now: string | null = null;
  #changed: () => void;
  #said: () => void;
  #drawn = 0;

  /** `changed` when another picture is chosen; `said` when its words are. */
  constructor(changed: () => void, said: () => void) {
    this.#changed = changed;
    this.#said = said;
  }

  read(): string | null {
    return this.#now;
  }

  write(picture: string | null): void {
    if (picture === this.#now && byId('lead-picture').childElementCount > 0) return;
    this.#now = picture;
    void this.#draw();
  }

  async #draw(): Promise<void> {
    const drawn = ++this.#drawn;
    const place = byId('lead-picture');
    if (!data.page.may_use_pictures) return place.replaceChildren(el('p', { class: 'meta' }, t('pictures_by_editor')));
    const choose = button(t(this.#now ? 'other_picture' : 'choose_picture'), () => void this.#choose());
    if (!this.#now) return place.replaceChildren(choose);
    const found = await asked.picture(this.#now).catch(() => null);
    // Another was chosen while this one was asked for.
    if (drawn !== this.#drawn) return;
    const remove = verb(t('no_picture'), () => this.#take(null));
    if (!found) return place.replaceChildren(el('p', { class: 'wrong' }, t('picture_missing')), choose, remove);
    const shown = el('img', { src: found.src, width: String(found.width), height: String(found.height), alt: found.alt || t('no_alt'), loading: 'lazy' });
    place.replaceChildren(shown, ...this.#words(found), el('p', { class: 'verbs' }, choose, ' ', remove));
  }

  #words(found: PictureHit): HTMLElement[] {
    const field = (name: 'alt' | 'caption' | 'credit', most: number) => {
      const box = el('input', { type: 'text', id: `lead-${name}`, maxlength: String(most), lang: language, dir: 'auto' });
      box.value = found[name];
      box.addEventListener('change', () => void this.#keep(found.id, { [name]: box.value }));
      return el('p', { class: 'field' }, el('label', { for: `lead-${name}` }, t(`picture_${name}`)), box);
    };
    const decorative = el('input', { type: 'checkbox', id: 'lead-decorative' });
    decorative.checked = found.decorative;
    decorative.addEventListener('change', () => void this.#keep(found.id, { decorative: decorative.checked }));
    return [field('alt', 500), el('p', { class: 'tick' }, el('label', {}, decorative, ' ', t('picture_decorative'))), field('caption', 500), field('credit', 120)];
  }

  async #keep(id: string, fields: PictureFields): Promise<void> {
    const wrong = byId('picture-wrong');
    try {
      await asked.savePicture(id, fields);
      wrong.hidden = true;
      this.#said();
    } catch (error) {
      wrong.hidden = false;
      wrong.textContent = error instanceof Error ? error.message : t('picture_not_kept');
    }
  }

  async #choose(): Promise<void> {
    const [chosen] = await asked.choosePictures(false);
    if (chosen) this.#take(chosen.id);
  }

  #take(id: string | null): void {
    this.#now = id;
    void this.#draw();
    this.#changed();
  }
}
