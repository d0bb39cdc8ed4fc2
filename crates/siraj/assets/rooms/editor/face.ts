// What the page of an article and the editor say to each other. `mountEditor` itself is in
// `editor.ts`; saving, the server and everything around the text are the page's.

import type { Slip, Told } from './typography.ts';

/** An article of our own, as a search or a card names it. */
export interface ArticleHit {
  id: string;
  headline: string;
  /** In the person's words, such as «published». */
  state: string;
  /** In the person's words, such as a date. */
  when: string;
}

/** A picture of our own with the words that it brings along. */
export interface PictureHit {
  id: string;
  src: string;
  width: number;
  height: number;
  alt: string;
  caption: string;
  credit: string;
  decorative: boolean;
}

/** What the picture itself says, wherever it is used. */
export interface PictureFields {
  alt?: string;
  caption?: string;
  credit?: string;
  decorative?: boolean;
}

/** A note of the page's that stands beside a block of the text; under it where there is no margin. */
export interface MarginNote {
  /** What it is known by among the page's notes. */
  id: string;
  block: number;
  element: HTMLElement;
}

/** What the editor asks of the page that it stands in. */
export interface Host {
  /** Where the text goes. It is emptied first. */
  element: HTMLElement;
  /** The document in ProseMirror's JSON, as `siraj_editorial::body::prosemirror` writes it. */
  document: unknown;
  language: string;
  direction: 'rtl' | 'ltr';
  /** The sentences of `messages/{ar,en}/editor.toml`, by key. */
  words: Record<string, string>;
  /** The same sentences in the interface's other language: the menus find things by either name. */
  otherWords?: Record<string, string>;
  /** Called after each change of the document by a person; not by `replace`. */
  changed(): void;
  searchArticles(q: string): Promise<ArticleHit[]>;
  article(id: string): Promise<ArticleHit | null>;
  /** Opens the chooser; answers nothing when the person chose nothing. */
  choosePictures(many: boolean): Promise<PictureHit[]>;
  /** Rejects with an `Error` whose message says in the person's words what to do. */
  uploadPicture(file: File, progress: (part: number) => void): Promise<PictureHit>;
  picture(id: string): Promise<PictureHit | null>;
  savePicture(id: string, fields: PictureFields): Promise<void>;
  /** A picture by its address elsewhere; without it addresses of pictures are not offered. */
  fetchPicture?(address: string, progress: (part: number) => void): Promise<PictureHit>;
  /** The verb «details» of the bar on telephones; without it the verb is not there. */
  openDetails?(): void;
  /** The verb «compare with the original» at a passage of a wire item. */
  compareProvenance?(item: string): void;
  /** What the house's typography says of these texts; nothing when the server does not answer. */
  typography?(texts: string[]): Promise<Slip[][] | null>;
  /** Called when the hints in the text have changed. */
  hinted?(hints: number): void;
  /** No caret and no tools: the text of somebody who may only read it. */
  readOnly?: boolean;
}

/** What the page asks of the editor. */
export interface Editor {
  /** The document as it stands, in the form in which it came. */
  json(): unknown;
  /** Another document in place of this one: it can be undone, and the caret stays where it can. */
  replace(document: unknown): void;
  focus(): void;
  /** What a reader sees of it, a line for each paragraph. */
  plainText(): string;
  counts(): { words: number; minutes: number };
  /** The index of the block in which the caret stands. */
  blockAt(): number;
  /** Puts the caret at the start of a block and shows it. */
  goTo(block: number): void;
  /** The page's own notes, in place of those given before: asked for anew whenever the text has
      changed, so that they go with their passages. */
  notes(notes: () => MarginNote[]): void;
  /** Puts an article of our own at the caret: its card, or else a link. */
  putArticle(hit: ArticleHit, card: boolean): void;
  /** What the server found in a document that it has. */
  typography(document: unknown, told: Told[]): void;
  destroy(): void;
}
