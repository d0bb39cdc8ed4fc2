// All that an article says, as the page holds it, and when two texts are the same text.

/** A node of the editor's document. */
export interface Node {
  type: string;
  attrs?: Record<string, unknown>;
  content?: Node[];
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  text?: string;
}

export interface Byline {
  person?: string;
  guest?: string;
  role: string;
}

export interface Manuscript {
  section: string;
  format: string;
  kicker: string;
  headline: string;
  standfirst: string;
  slug: string | null;
  dateline: { place: string | null; sources: string[]; as_sent: string | null };
  bylines: Byline[];
  picture: string | null;
  topics: string[];
  story: string | null;
  body: { format: 'prosemirror'; document: Node };
}

/** A revision as far as a save has to know it: the text may change under its id while saves fold. */
export interface Base {
  id: string;
  at: string;
}

/** The blocks of a text. */
export function blocks(text: Manuscript): Node[] {
  return text.body.document.content ?? [];
}

/** The same text with these blocks. */
export function withBlocks(text: Manuscript, content: Node[]): Manuscript {
  const whole = content.length > 0 ? content : [{ type: 'paragraph' }];
  return { ...text, body: { format: 'prosemirror', document: { type: 'doc', content: whole } } };
}

/** Attributes that say nothing, because a thing without them is the same thing. */
const PLAIN: Record<string, unknown> = { order: 1, colspan: 1, rowspan: 1, layout: 'column' };

function attributes(attrs: Record<string, unknown> | undefined): [string, unknown][] {
  const said = Object.entries(attrs ?? {}).filter(([name, value]) => value !== null && value !== undefined && value !== '' && PLAIN[name] !== value);
  return said.sort(([one], [other]) => (one < other ? -1 : 1));
}

/** A block in its one spelling: the editor and the server write the same thing differently. */
export function canonical(node: Node): string {
  return JSON.stringify(bare(node));
}

function bare(node: Node): unknown {
  if (node.type === 'text') return ['t', node.text ?? '', marks(node)];
  if (node.type === 'hard_break') return ['br'];
  const inside: unknown[] = [];
  for (const child of node.content ?? []) {
    if (child.type === 'attribution' && !child.content?.length) continue;
    const one = bare(child) as [string, string, unknown];
    const last = inside[inside.length - 1] as [string, string, unknown] | undefined;
    // Text that is marked alike is one text, wherever it was cut.
    if (child.type === 'text' && last?.[0] === 't' && JSON.stringify(last[2]) === JSON.stringify(one[2])) last[1] += one[1];
    else inside.push(one);
  }
  return [node.type, attributes(node.attrs), inside];
}

function marks(node: Node): unknown {
  const all = (node.marks ?? []).map((mark) => [mark.type, attributes(mark.attrs)]);
  return all.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

/** An empty paragraph at the end is where one goes on writing, not something that is said. */
function said(all: Node[]): string[] {
  const found = all.map(canonical);
  const empty = canonical({ type: 'paragraph' });
  while (found.length > 0 && found[found.length - 1] === empty) found.pop();
  return found;
}

/** Whether two texts say the same. */
export function isSame(one: Manuscript, other: Manuscript): boolean {
  return spelled(one) === spelled(other);
}

function spelled(text: Manuscript): string {
  const { dateline } = text;
  return JSON.stringify([
    text.section,
    text.format,
    text.kicker.trim(),
    text.headline.trim(),
    text.standfirst.trim(),
    text.slug || null,
    [dateline.place?.trim() || null, dateline.sources, dateline.as_sent?.trim() || null],
    text.bylines.map(signed),
    text.picture,
    text.topics,
    text.story,
    said(blocks(text)),
  ]);
}

/** A by-line in its one spelling. */
export function signed(byline: Byline): string {
  return JSON.stringify([byline.person ?? null, byline.guest?.trim() ?? null, byline.role]);
}

/** The words of a block that a reader sees, a line for each paragraph. */
export function plain(node: Node): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hard_break') return '\n';
  if (node.type === 'picture') return String(node.attrs?.caption ?? '');
  if (node.type === 'embed') return [node.attrs?.title, node.attrs?.url].filter(Boolean).join('\n');
  const inside = node.content ?? [];
  const isLine = inside.every((child) => child.type === 'text' || child.type === 'hard_break');
  const own = inside.map(plain).join(isLine ? '' : '\n');
  const caption = node.attrs?.caption;
  return caption ? `${String(caption)}\n${own}` : own;
}
