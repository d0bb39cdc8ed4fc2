// The library of pictures as the writing page asks it: the newest are shown and one is chosen, a
// file is taken in, words are changed.

import type { PictureFields, PictureHit } from '../editor/face.ts';
import { button, data, el, t } from './page.ts';
import { API, ask, read } from './server.ts';

type Named = Record<string, string>;

interface Told {
  id: string;
  public_key: string;
  width: number;
  height: number;
  alt: Named;
  caption: Named;
  credit: Named;
  decorative: boolean;
  [field: string]: unknown;
}

const PICTURES = 'image/jpeg,image/png,image/webp,image/gif';
/** What a change of words takes; the rest of what is told is the server's own. */
const FIELDS = ['alt', 'decorative', 'caption', 'credit', 'rights', 'expires_at', 'focal', 'warning'];

const language = data.page.language;

function hit(told: Told): PictureHit {
  const named = (words: Named) => words[language] || Object.values(words).find(Boolean) || '';
  const { id, width, height, decorative } = told;
  return { id, width, height, decorative, src: `/media/${told.public_key}/640.webp`, alt: named(told.alt), caption: named(told.caption), credit: named(told.credit) };
}

export async function onePicture(id: string): Promise<PictureHit | null> {
  const told = await read<Told>(`/pictures/${id}`);
  return told ? hit(told) : null;
}

/** Sends a picture's words, and with a file the picture. */
function send(method: string, path: string, words: unknown, file: File | null, progress: (part: number) => void): Promise<PictureHit> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append('words', new Blob([JSON.stringify(words)], { type: 'application/json' }));
    if (file) form.append('file', file);
    // `fetch` does not tell how much of a file has gone.
    const request = new XMLHttpRequest();
    request.open(method, API + path);
    request.setRequestHeader('accept-language', document.documentElement.lang);
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onerror = () => reject(new Error(t('picture_not_kept')));
    request.onload = () => {
      const told = request.response as (Told & { detail?: string; errors?: { detail: string }[] }) | null;
      if (request.status < 300 && told) resolve(hit(told));
      else reject(new Error(told?.errors?.[0]?.detail ?? told?.detail ?? t('picture_not_kept')));
    };
    request.send(form);
  });
}

/** Takes a picture in; one that says nothing yet counts as decorative until somebody describes it. */
export function uploadPicture(file: File, progress: (part: number) => void): Promise<PictureHit> {
  return send('POST', '/pictures', { decorative: true }, file, progress);
}

export async function savePicture(id: string, fields: PictureFields): Promise<void> {
  const told = await read<Told>(`/pictures/${id}`);
  if (!told) throw new Error(t('picture_not_kept'));
  const words = Object.fromEntries(FIELDS.filter((name) => told[name] !== undefined && told[name] !== null).map((name) => [name, told[name]]));
  for (const name of ['alt', 'caption', 'credit'] as const) {
    if (fields[name] !== undefined) words[name] = { ...told[name], [language]: fields[name] };
  }
  if (fields.decorative !== undefined) words.decorative = fields.decorative;
  // Described it is decorative no more.
  else if (fields.alt) words.decorative = false;
  await send('PUT', `/pictures/${id}`, words, null, () => undefined);
}

/** Shows the newest pictures; answers those that were chosen. */
export function choosePictures(many: boolean): Promise<PictureHit[]> {
  return new Promise((resolve) => {
    const chosen = new Map<string, PictureHit>();
    const said = el('p', { role: 'status' });
    const grid = el('ul', { class: 'library' });
    const file = el('input', { type: 'file', accept: PICTURES, id: 'library-file', ...(many ? { multiple: true } : {}) });
    const dialog = el('dialog', { class: 'library-dialog', 'aria-labelledby': 'library-title' });
    const take = button(t('take_chosen'), () => dialog.close('taken'), 'primary');
    const row = (picture: PictureHit) => {
      const choice = el('input', { type: many ? 'checkbox' : 'radio', name: 'library' });
      choice.addEventListener('change', () => {
        if (!many) chosen.clear();
        if (choice.checked) chosen.set(picture.id, picture);
        else chosen.delete(picture.id);
      });
      const words = picture.alt || picture.caption || t('no_alt');
      return el('li', {}, el('label', {}, choice, el('img', { src: picture.src, alt: '', loading: 'lazy' }), el('span', {}, words)));
    };
    const bring = async () => {
      for (const one of file.files ?? []) {
        try {
          const made = await uploadPicture(one, (part) => (said.textContent = t('uploading', { part: Math.round(part * 100) })));
          said.textContent = '';
          grid.prepend(row(made));
          grid.querySelector('input')?.click();
        } catch (error) {
          said.textContent = error instanceof Error ? error.message : t('picture_not_kept');
        }
      }
      file.value = '';
    };
    file.addEventListener('change', () => void bring());
    dialog.append(
      el('h2', { id: 'library-title' }, t('choose_picture')),
      el('p', { class: 'field' }, el('label', { for: 'library-file' }, t('new_picture')), file),
      said,
      grid,
      el('p', { class: 'choice' }, take, button(t('close'), () => dialog.close())),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'taken' ? [...chosen.values()] : []);
    });
    document.body.append(dialog);
    dialog.showModal();
    void ask<{ items: Told[] }>('GET', '/pictures?limit=60').then((answer) => {
      if (answer.is !== 'done') said.textContent = t('library_silent');
      else if (answer.value.items.length === 0) said.textContent = t('library_empty');
      else grid.append(...answer.value.items.map(hit).map(row));
    });
  });
}
