// The page on which the editor is tested: it stands in for the article's page and for the server.
// Tests reach the editor, its view and what the page was asked through `window`.

import { TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { mountEditor } from '../../../assets/rooms/editor/editor.ts';
import type { ArticleHit, Editor, Host, PictureHit } from '../../../assets/rooms/editor/face.ts';
import { documentOf, jsonOf } from '../../../assets/rooms/editor/schema.ts';

interface Tested {
  editor: Editor;
  view: EditorView;
  changes: number;
  asked: unknown[];
  uploads: { name: string; progress(part: number): void; done(): void; fail(message: string): void }[];
  ask(answer: Host['typography']): void;
  mount(options: Partial<Host> & { document: unknown }): void;
  roundTrip(document: unknown): unknown;
  select(from: number, to: number): void;
  paste(parts: Record<string, string>, plain?: boolean): void;
}

const tested = window as unknown as Tested;
const id = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const picture = (number: number, fields: Partial<PictureHit> = {}): PictureHit => ({
  id: id(number), src: '/picture.svg', width: 1280, height: 720, alt: '', caption: '', credit: '', decorative: false, ...fields,
});

const articles: ArticleHit[] = JSON.parse(document.getElementById('articles')?.textContent ?? '[]');
const words = JSON.parse(document.getElementById('words')?.textContent ?? '{}');
const otherWords = JSON.parse(document.getElementById('other-words')?.textContent ?? '{}');

// The face hides the view; tests look at positions, so they catch it where it is born.
const update = EditorView.prototype.updateState;
EditorView.prototype.updateState = function updateState(state) {
  tested.view = this;
  return update.call(this, state);
};

let answers: Host['typography'];

tested.ask = (answer) => {
  answers = answer;
};

tested.mount = (options) => {
  tested.editor?.destroy();
  tested.changes = 0;
  tested.asked = [];
  tested.uploads = [];
  const known = new Map<string, PictureHit>([
    [id(1), picture(1)],
    [id(2), picture(2, { alt: 'A quay with two cranes', caption: 'The quay', credit: 'S. Aoun' })],
  ]);
  tested.editor = mountEditor({
    element: document.getElementById('text') as HTMLElement,
    language: document.documentElement.lang,
    direction: document.documentElement.dir as 'rtl' | 'ltr',
    words,
    otherWords,
    changed: () => {
      tested.changes += 1;
    },
    searchArticles: async (q) => {
      tested.asked.push(['search', q]);
      return articles.filter(({ headline }) => headline.includes(q));
    },
    article: async (wanted) => articles.find((article) => article.id === wanted) ?? null,
    choosePictures: async (many) => {
      tested.asked.push(['choose', many]);
      return many ? [picture(1), picture(2)] : [picture(2)];
    },
    uploadPicture: (file, progress) =>
      new Promise((resolve, reject) => {
        const hit = picture(100 + tested.uploads.length);
        known.set(hit.id, hit);
        tested.uploads.push({ name: file.name, progress, done: () => resolve(hit), fail: (message) => reject(new Error(message)) });
      }),
    picture: async (wanted) => known.get(wanted) ?? null,
    savePicture: async (wanted, fields) => {
      tested.asked.push(['save', wanted, fields]);
    },
    fetchPicture: async (address) => {
      tested.asked.push(['fetch', address]);
      return picture(2);
    },
    typography: async (texts) => (await answers?.(texts)) ?? texts.map(() => []),
    openDetails: () => tested.asked.push(['details']),
    compareProvenance: (item) => tested.asked.push(['compare', item]),
    ...options,
  });
  tested.editor.goTo(0);
};

tested.roundTrip = (json) => jsonOf(documentOf(json));

tested.select = (from, to) => {
  const { view } = tested;
  view.focus();
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)));
};

tested.paste = (parts, plain = false) => {
  const data = new DataTransfer();
  for (const [kind, text] of Object.entries(parts)) data.setData(kind, text);
  if (plain) (tested.view as unknown as { input: { shiftKey: boolean } }).input.shiftKey = true;
  tested.view.dom.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
};
