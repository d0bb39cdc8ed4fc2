// The typed body as ProseMirror knows it: names, attributes and order of marks exactly as
// `siraj_editorial::body::prosemirror` reads and writes them, so that a document comes out as it
// went in. What a reader's page looks like is the style sheet's business.

import { Fragment, type Mark, type MarkSpec, Node, type NodeSpec, Schema } from 'prosemirror-model';
import { isHref } from './addresses.ts';

/** Limits of `siraj_editorial::body::limits` that the editor keeps to while writing. */
export const LIMITS = { listLevels: 3, keyPoints: 7, tableColumns: 12, tableRows: 200, galleryPictures: 60, shortText: 1000 };

const plain = (tag: string, name: string): NodeSpec => ({
  content: 'text*',
  marks: '',
  defining: true,
  parseDOM: [{ tag: `${tag}[data-part="${name}"]`, priority: 60 }],
  toDOM: () => [tag, { 'data-part': name }, 0],
});

const list = (tag: 'ul' | 'ol'): NodeSpec => ({
  group: 'block passage list',
  content: 'list_item+',
  parseDOM: [{ tag }],
  toDOM: () => [tag, 0],
});

const cell = (tag: 'td' | 'th', role: string): NodeSpec => ({
  content: 'paragraph',
  // The table module asks for these; the body has no merged cells, and `bare` leaves them out.
  attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
  tableRole: role,
  isolating: true,
  parseDOM: [{ tag }],
  toDOM: () => [tag, 0],
});

const MEDIA = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const picture: NodeSpec = {
  group: 'block',
  attrs: { media: {}, alt: { default: null }, caption: { default: null }, layout: { default: 'column' } },
  draggable: true,
  parseDOM: [
    {
      tag: 'figure[data-media]',
      getAttrs: (dom) => {
        const { media, alt, caption, layout } = dom.dataset;
        if (!media || !MEDIA.test(media)) return false;
        return { media, alt: alt ?? null, caption: caption ?? null, layout: layout === 'wide' ? 'wide' : 'column' };
      },
    },
  ],
  toDOM: ({ attrs }) => {
    const given = Object.entries({ alt: attrs['alt'], caption: attrs['caption'] }).filter(([, value]) => value !== null);
    const own = Object.fromEntries(given.map(([name, value]) => [`data-${name}`, value]));
    return ['figure', { 'data-media': attrs['media'], 'data-layout': attrs['layout'], ...own }];
  },
};

const nodes: Record<string, NodeSpec> = {
  doc: { content: 'block+' },
  paragraph: { group: 'block passage', content: 'inline*', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
  heading: {
    group: 'block',
    content: 'inline*',
    attrs: { level: { default: 2 } },
    defining: true,
    parseDOM: [
      { tag: 'h1', attrs: { level: 2 } },
      { tag: 'h2', attrs: { level: 2 } },
      ...['h3', 'h4', 'h5', 'h6'].map((tag) => ({ tag, attrs: { level: 3 } })),
    ],
    toDOM: (node) => [`h${node.attrs['level']}`, 0],
  },
  bullet_list: list('ul'),
  ordered_list: list('ol'),
  list_item: { content: 'paragraph list?', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
  quotation: {
    group: 'block',
    content: 'paragraph+ attribution',
    defining: true,
    isolating: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', { class: 'quote' }, 0],
  },
  attribution: plain('footer', 'attribution'),
  pull_quote: {
    group: 'block',
    content: 'pull_text attribution',
    isolating: true,
    parseDOM: [{ tag: 'aside[data-block="pull_quote"]' }],
    toDOM: () => ['aside', { class: 'pull', 'data-block': 'pull_quote' }, 0],
  },
  pull_text: plain('p', 'pull_text'),
  picture,
  gallery: {
    group: 'block',
    // The schema must be able to make one by itself, and a picture it cannot; an empty one is not stored.
    content: 'picture*',
    isolating: true,
    parseDOM: [{ tag: 'div[data-block="gallery"]' }],
    toDOM: () => ['div', { class: 'gallery', 'data-block': 'gallery' }, 0],
  },
  fact_box: {
    group: 'block',
    content: 'fact_title passage*',
    isolating: true,
    parseDOM: [{ tag: 'aside[data-block="fact_box"]' }],
    toDOM: () => ['aside', { class: 'facts', 'data-block': 'fact_box' }, 0],
  },
  fact_title: plain('p', 'fact_title'),
  key_points: {
    group: 'block',
    content: 'key_point+',
    isolating: true,
    parseDOM: [{ tag: 'ul[data-block="key_points"]', priority: 60 }],
    toDOM: () => ['ul', { class: 'key-points', 'data-block': 'key_points' }, 0],
  },
  key_point: {
    content: 'inline*',
    parseDOM: [{ tag: 'li', context: 'key_points/', priority: 60 }],
    toDOM: () => ['li', 0],
  },
  table: {
    group: 'block',
    content: 'table_row+',
    attrs: { caption: { default: null } },
    tableRole: 'table',
    isolating: true,
    parseDOM: [{ tag: 'table', getAttrs: (dom) => ({ caption: dom.dataset['caption'] ?? null }) }],
    toDOM: ({ attrs }) => ['table', attrs['caption'] === null ? {} : { 'data-caption': attrs['caption'] }, ['tbody', 0]],
  },
  table_row: { content: '(table_cell | table_header)*', tableRole: 'row', parseDOM: [{ tag: 'tr' }], toDOM: () => ['tr', 0] },
  table_cell: cell('td', 'cell'),
  table_header: cell('th', 'header_cell'),
  related: {
    group: 'block',
    attrs: { article: {} },
    draggable: true,
    parseDOM: [{ tag: 'div[data-article]', getAttrs: (dom) => ({ article: dom.dataset['article'] }) }],
    toDOM: ({ attrs }) => ['div', { class: 'related', 'data-article': attrs['article'] }],
  },
  embed: {
    group: 'block',
    attrs: { url: {}, provider: {}, title: {} },
    draggable: true,
    parseDOM: [
      {
        tag: 'div[data-embed]',
        getAttrs: ({ dataset }) => ({ url: dataset['embed'], provider: dataset['provider'], title: dataset['title'] }),
      },
    ],
    toDOM: ({ attrs }) => [
      'div',
      { class: 'embed', 'data-embed': attrs['url'], 'data-provider': attrs['provider'], 'data-title': attrs['title'] },
    ],
  },
  horizontal_rule: { group: 'block', parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },
  text: { group: 'inline' },
  hard_break: { group: 'inline', inline: true, selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
};

/** In canonical order, outermost first, as the body sorts them. */
const marks: Record<string, MarkSpec> = {
  provenance: {
    attrs: { item: {}, source: {} },
    // What is written before or after a passage of the wire is the writer's own.
    inclusive: false,
    parseDOM: [
      { tag: 'span[data-item]', getAttrs: ({ dataset }) => ({ item: dataset['item'], source: dataset['source'] ?? '' }) },
    ],
    toDOM: ({ attrs }) => ['span', { class: 'wired', 'data-item': attrs['item'], 'data-source': attrs['source'] }, 0],
  },
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (dom) => {
          const href = (dom.getAttribute('href') ?? '').trim();
          return isHref(href) ? { href } : false;
        },
      },
    ],
    toDOM: ({ attrs }) => ['a', { href: attrs['href'] }, 0],
  },
  foreign: {
    attrs: { language: {} },
    parseDOM: [{ tag: 'span[data-foreign]', getAttrs: (dom) => ({ language: dom.dataset['foreign'] }) }],
    toDOM: ({ attrs }) => ['span', { lang: attrs['language'], 'data-foreign': attrs['language'] }, 0],
  },
  left_to_right: {
    parseDOM: [{ tag: 'bdo[data-ltr]' }, { tag: 'bdi[dir="ltr"]' }],
    toDOM: () => ['bdi', { dir: 'ltr' }, 0],
  },
  strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
  em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
};

export const schema = new Schema({ nodes, marks });

/** The type of a name that this schema is known to have. */
export function type(name: string) {
  const found = schema.nodes[name];
  if (!found) throw new Error(`no block is named ${name}`);
  return found;
}

export function markType(name: string) {
  const found = schema.marks[name];
  if (!found) throw new Error(`no mark is named ${name}`);
  return found;
}

interface Json {
  type: string;
  attrs?: Record<string, unknown>;
  content?: Json[];
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  text?: string;
}

/**
 * The document of the server's JSON. What it leaves out (an attribution, a paragraph for the caret)
 * is filled in; what the schema does not know throws, because what is dropped in silence is lost.
 */
export function documentOf(json: unknown): Node {
  const doc = nodeOf(json as Json);
  if (doc.type !== schema.topNodeType) throw new Error('this is not a document');
  doc.check();
  return doc;
}

function nodeOf(json: Json): Node {
  const marks: Mark[] = (json.marks ?? []).map((mark) => schema.markFromJSON(mark));
  if (json.type === 'text') return schema.text(json.text ?? '', marks);
  const kind = type(json.type);
  const children = Fragment.from((json.content ?? []).map(nodeOf));
  if (kind.validContent(children)) return kind.create(json.attrs ?? null, children, marks);
  const filled = kind.createAndFill(json.attrs ?? null, children, marks);
  if (!filled) throw new Error(`${json.type} does not hold what is given`);
  return filled;
}

/** The JSON of a document without what only ProseMirror's modules need. */
export function jsonOf(doc: Node): unknown {
  return bare(doc.toJSON() as Json);
}

function bare(json: Json): Json {
  const { attrs, marks, content, ...rest } = json;
  const out: Json = { ...rest };
  if (attrs && json.type !== 'table_cell' && json.type !== 'table_header') out.attrs = attrs;
  if (marks && json.type !== 'hard_break') out.marks = marks;
  if (content) out.content = content.map(bare);
  return out;
}
