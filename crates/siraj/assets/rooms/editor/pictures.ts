// Pictures and galleries in the text. Under each picture stand the lines that it needs: what it shows
// for those who do not see it, the caption for this article, who took it. What is missing is asked for
// there and never in a dialog.

import type { Node } from 'prosemirror-model';
import { NodeSelection } from 'prosemirror-state';
import type { EditorView, NodeView, NodeViewConstructor } from 'prosemirror-view';
import { act, swap } from './commands.ts';
import { button, freshId, make, type Words } from './dom.ts';
import type { Host, PictureHit } from './face.ts';
import { flushFields, ruledField } from './fields.ts';
import { LIMITS, type } from './schema.ts';

/** What is known of pictures already, so that a view drawn again need not ask again. */
export class Known {
  private readonly hits = new Map<string, PictureHit>();

  constructor(private readonly host: Host) {}

  now(id: string): PictureHit | undefined {
    return this.hits.get(id);
  }

  add(hit: PictureHit): void {
    this.hits.set(hit.id, hit);
  }

  async ask(id: string): Promise<PictureHit | null> {
    const known = this.hits.get(id);
    if (known) return known;
    const hit = await this.host.picture(id);
    if (hit) this.hits.set(id, hit);
    return hit;
  }
}

export function pictureNode(hit: PictureHit): Node {
  return type('picture').create({ media: hit.id });
}

export function pictureView(host: Host, words: Words, known: Known): NodeViewConstructor {
  return (node, view, getPos) => new PictureView(node, view, getPos, host, words, known);
}

class PictureView implements NodeView {
  readonly dom: HTMLElement;
  private readonly image = make('img', { alt: '', draggable: 'false' });
  private readonly plate = make('div', { class: 'plate' });
  private readonly state = make('p', { class: 'plate-state', role: 'status' });
  private readonly alt;
  private readonly caption;
  private readonly credit;
  private readonly decorative = make('input', { type: 'checkbox', id: freshId('decorative') });
  private readonly layouts: HTMLButtonElement[];
  private hit: PictureHit | null = null;

  constructor(
    private node: Node,
    private readonly view: EditorView,
    private readonly getPos: () => number | undefined,
    private readonly host: Host,
    private readonly words: Words,
    private readonly known: Known,
  ) {
    this.alt = ruledField(view, {
      label: words('alt'),
      hint: words('alt_hint'),
      value: this.own('alt') ?? '',
      save: (text) => this.setOwn('alt', text),
    });
    this.caption = ruledField(view, { label: words('caption'), value: this.own('caption') ?? '', save: (text) => this.setOwn('caption', text) });
    this.credit = ruledField(view, { label: words('credit'), value: '', save: (text) => void this.keep({ credit: text }) });
    this.decorative.disabled = !view.editable;
    this.decorative.addEventListener('change', () => void this.keep({ decorative: this.decorative.checked }));
    this.layouts = ['column', 'wide'].map((layout) =>
      button(words(`layout_${layout}`), () => this.set('layout', layout), { 'aria-pressed': 'false', 'data-layout': layout }),
    );
    this.plate.append(this.image, this.state);
    this.dom = make(
      'figure',
      { class: 'picture', tabindex: '-1' },
      this.plate,
      make(
        'figcaption',
        { contenteditable: 'false' },
        this.alt.element,
        make('div', { class: 'ruled ruled-choice' }, make('span'), make('label', { for: this.decorative.id }, this.decorative, ` ${words('decorative')}`)),
        this.caption.element,
        this.credit.element,
        this.verbs(),
      ),
    );
    this.dress();
    void this.load();
  }

  private verbs(): HTMLElement {
    const words = this.words;
    return make(
      'div',
      { class: 'block-verbs' },
      make('span', { class: 'layouts', role: 'group', 'aria-label': words('layout') }, ...this.layouts),
      button(words('earlier'), () => this.move(-1), { class: 'verb' }),
      button(words('later'), () => this.move(1), { class: 'verb' }),
      button(words('replace'), () => void this.replace(), { class: 'verb' }),
      button(words('remove'), () => this.remove(), { class: 'verb' }),
    );
  }

  private own(name: 'alt' | 'caption'): string | null {
    return this.node.attrs[name] as string | null;
  }

  private setOwn(name: 'alt' | 'caption', text: string): void {
    const theirs = this.hit?.[name] ?? '';
    // The picture's own words need not be repeated: they stay right when they are changed there.
    this.set(name, text.trim() === '' || text === theirs ? null : text);
  }

  private set(name: string, value: unknown): void {
    const at = this.getPos();
    if (at === undefined || this.node.attrs[name] === value) return;
    act(this.view, this.view.state.tr.setNodeAttribute(at, name, value));
  }

  /** What the picture says wherever it is used, kept by the page; what fails is said beside it. */
  private async keep(fields: { credit?: string; decorative?: boolean }): Promise<void> {
    if (!this.hit) return;
    this.credit.trouble(null);
    try {
      await this.host.savePicture(this.hit.id, fields);
      this.hit = { ...this.hit, ...fields };
      this.known.add(this.hit);
    } catch (error) {
      this.credit.trouble(error instanceof Error && error.message ? error.message : this.words('picture_not_kept'));
      this.decorative.checked = this.hit.decorative;
    }
    this.dress();
  }

  private async load(): Promise<void> {
    this.hit = this.known.now(this.node.attrs['media'] as string) ?? null;
    if (this.hit) return this.show(this.hit);
    this.state.textContent = this.words('picture_loading');
    try {
      this.hit = await this.known.ask(this.node.attrs['media'] as string);
      if (this.hit) return this.show(this.hit);
      this.state.textContent = this.words('picture_gone');
    } catch {
      this.state.replaceChildren(
        `${this.words('picture_not_shown')} `,
        button(this.words('retry'), () => void this.load(), { class: 'verb' }),
      );
    }
  }

  private show(hit: PictureHit): void {
    this.state.textContent = '';
    this.image.src = hit.src;
    this.image.width = hit.width;
    this.image.height = hit.height;
    this.credit.set(hit.credit);
    this.decorative.checked = hit.decorative;
    this.dress();
  }

  private dress(): void {
    const hit = this.hit;
    const alt = this.own('alt') ?? hit?.alt ?? '';
    this.alt.set(alt);
    this.caption.set(this.own('caption') ?? hit?.caption ?? '');
    this.image.alt = alt;
    const lacks = hit !== null && alt.trim() === '' && !hit.decorative;
    this.alt.trouble(lacks ? this.words('alt_missing') : null);
    if (hit && hit.credit.trim() === '') this.credit.trouble(this.words('credit_missing'));
    const layout = this.node.attrs['layout'] as string;
    this.dom.classList.toggle('wide', layout === 'wide');
    for (const verb of this.layouts) verb.setAttribute('aria-pressed', String(verb.dataset['layout'] === layout));
    this.dom.setAttribute('aria-label', alt || this.words('picture'));
  }

  private move(by: -1 | 1): void {
    flushFields(this.view);
    const at = this.getPos();
    const tr = at === undefined ? null : swap(this.view.state, at, by);
    if (tr) act(this.view, tr.scrollIntoView());
  }

  private async replace(): Promise<void> {
    flushFields(this.view);
    const [hit] = await this.host.choosePictures(false);
    const at = this.getPos();
    if (!hit || at === undefined) return;
    this.known.add(hit);
    // The words were about another picture.
    const attrs = { ...this.node.attrs, media: hit.id, alt: null, caption: null };
    act(this.view, this.view.state.tr.setNodeMarkup(at, null, attrs));
    this.view.focus();
  }

  private remove(): void {
    const at = this.getPos();
    if (at === undefined) return;
    const { state } = this.view;
    const $at = state.doc.resolve(at);
    const lonely = $at.parent.type.name === 'gallery' && $at.parent.childCount === 1;
    const [from, to] = lonely ? [$at.before(), $at.after()] : [at, at + this.node.nodeSize];
    act(this.view, state.tr.delete(from, to));
    this.view.focus();
  }

  update(next: Node): boolean {
    if (next.type !== this.node.type || next.attrs['media'] !== this.node.attrs['media']) return false;
    this.node = next;
    this.dress();
    return true;
  }

  selectNode(): void {
    this.dom.classList.add('chosen');
  }

  deselectNode(): void {
    this.dom.classList.remove('chosen');
  }

  stopEvent(event: Event): boolean {
    const target = event.target as globalThis.Node;
    return !this.plate.contains(target) && target !== this.dom && !event.type.startsWith('drag') && event.type !== 'drop';
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    for (const field of [this.alt, this.caption, this.credit]) field.forget();
  }
}

/** Several pictures together, with the verb that adds to them. */
export function galleryView(host: Host, words: Words, known: Known): NodeViewConstructor {
  return (node, view, getPos): NodeView => {
    const grid = make('div', { class: 'gallery' });
    const add = async () => {
      const hits = await host.choosePictures(true);
      const at = getPos();
      if (at === undefined || hits.length === 0) return;
      const gallery = view.state.doc.nodeAt(at);
      if (!gallery) return;
      const room = LIMITS.galleryPictures - gallery.childCount;
      for (const hit of hits) known.add(hit);
      act(view, view.state.tr.insert(at + gallery.nodeSize - 1, hits.slice(0, room).map(pictureNode)));
    };
    const verbs = make(
      'div',
      { class: 'block-verbs', contenteditable: 'false' },
      button(words('gallery_add'), () => void add(), { class: 'verb' }),
      button(words('gallery_remove'), () => {
        const at = getPos();
        const gallery = at === undefined ? null : view.state.doc.nodeAt(at);
        if (at === undefined || !gallery) return;
        act(view, view.state.tr.delete(at, at + gallery.nodeSize));
        view.focus();
      }, { class: 'verb' }),
    );
    return {
      dom: make('div', { class: 'gallery-block', role: 'group', 'aria-label': words('gallery') }, grid, verbs),
      contentDOM: grid,
      update: (next) => next.type === node.type,
      stopEvent: (event) => verbs.contains(event.target as globalThis.Node),
      ignoreMutation: (mutation) => !grid.contains(mutation.target),
    };
  };
}

/** Enter on a selected picture goes to the line under it. */
export function enterPicture(view: EditorView): boolean {
  const { selection } = view.state;
  if (!(selection instanceof NodeSelection)) return false;
  const dom = view.nodeDOM(selection.from);
  const field = dom instanceof HTMLElement ? dom.querySelector('textarea') : null;
  field?.focus();
  return field !== null;
}
