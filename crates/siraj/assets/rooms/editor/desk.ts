// What the parts of one editor share: its view, the page that it stands in, its sentences.

import type { EditorView } from 'prosemirror-view';
import type { Direction } from './arabic.ts';
import type { Words } from './dom.ts';
import type { ArticleHit, Host } from './face.ts';
import type { Known } from './pictures.ts';
import type { Typography } from './typography.ts';

export interface Desk {
  view: EditorView;
  host: Host;
  words: Words;
  /** The same sentences in the program's other languages, for finding things by any of their names. */
  otherWords: Words;
  base: Direction;
  /** What menus and forms are placed in. */
  frame: HTMLElement;
  pictures: Known;
  typography: Typography;
  articles: Map<string, ArticleHit>;
  /** Looks for an article of our own from where the caret is. */
  lookUp(kind: 'link' | 'card'): void;
  /** Says something to everybody, politely; answers true, so that a key is done with it. */
  say(text: string): true;
}
