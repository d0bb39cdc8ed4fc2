// Pictures on their way into the text: dropped, pasted, taken with the camera or fetched from an
// address. A line in the place where each will stand says how far it is, and what to do when it fails.

import { Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { act, afterwards, isEmpty } from './commands.ts';
import type { Desk } from './desk.ts';
import { button, make } from './dom.ts';
import type { PictureHit } from './face.ts';
import { pictureNode } from './pictures.ts';
import { type } from './schema.ts';

interface Meta {
  add?: { id: object; at: number; element: HTMLElement };
  remove?: object;
}

const key = new PluginKey<DecorationSet>('uploads');

export function uploads(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, kept) {
        let set = kept.map(tr.mapping, tr.doc);
        const meta = tr.getMeta(key) as Meta | undefined;
        if (meta?.add) {
          const { id, at, element } = meta.add;
          set = set.add(tr.doc, [Decoration.widget(at, element, { id, side: -1, stopEvent: () => true, ignoreSelection: true })]);
        }
        if (meta?.remove) set = set.remove(set.find(undefined, undefined, (spec) => spec['id'] === meta.remove));
        return set;
      },
    },
    props: {
      decorations(state) {
        return key.getState(state);
      },
    },
  });
}

/** Whether any picture is still on its way. */
export function uploading(view: EditorView): boolean {
  return (key.getState(view.state)?.find().length ?? 0) > 0;
}

/** Where a picture goes that is put in at a position: between blocks, before an empty paragraph. */
function placeFor(view: EditorView, position: number): number {
  const $at = view.state.doc.resolve(position);
  if ($at.depth === 0) return position;
  return $at.depth === 1 && isEmpty($at.parent) ? $at.before(1) : $at.after(1);
}

/** Takes files into the text at a position; what is no picture is named and left. */
export function takeFiles(desk: Desk, files: File[], position: number): void {
  const pictures = files.filter((file) => file.type.startsWith('image/'));
  const others = files.filter((file) => !file.type.startsWith('image/')).map((file) => file.name);
  if (others.length > 0) desk.say(desk.words('not_a_picture', { name: others.join(', ') }));
  const at = placeFor(desk.view, position);
  for (const file of pictures) bring(desk, at, file.name, (progress) => desk.host.uploadPicture(file, progress));
}

/** Fetches the picture of an address into the text. */
export function takeAddress(desk: Desk, address: string): void {
  const fetch = desk.host.fetchPicture;
  if (!fetch) return;
  bring(desk, placeFor(desk.view, desk.view.state.selection.from), address, (progress) => fetch.call(desk.host, address, progress));
}

function bring(desk: Desk, at: number, name: string, run: (progress: (part: number) => void) => Promise<PictureHit>): void {
  const { view, words } = desk;
  const id = {};
  const bar = make('progress', { max: '1', 'aria-label': words('uploading', { name }) });
  const state = make('p', { role: 'status' });
  const verbs = make('div', { class: 'block-verbs' });
  const element = make('div', { class: 'upload', contenteditable: 'false' }, state, bar, verbs);
  const remove = () => {
    if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, { remove: id }));
  };
  const finish = (hit: PictureHit) => {
    if (view.isDestroyed) return;
    const place = key.getState(view.state)?.find(undefined, undefined, (spec) => spec['id'] === id)[0];
    if (!place) return;
    desk.pictures.add(hit);
    const tr = view.state.tr.setMeta(key, { remove: id }).insert(place.from, pictureNode(hit));
    const end = place.from + 1;
    if (!tr.doc.resolve(end).nodeAfter) tr.insert(end, type('paragraph').create());
    act(view, tr);
    desk.say(words('uploaded', { name }));
  };
  const start = async () => {
    state.textContent = words('uploading', { name });
    bar.hidden = false;
    bar.removeAttribute('value');
    verbs.replaceChildren(button(words('cancel'), remove, { class: 'verb' }));
    try {
      finish(await run((part) => {
        bar.value = Math.max(0, Math.min(1, part));
      }));
    } catch (error) {
      bar.hidden = true;
      element.classList.add('failed');
      state.textContent = error instanceof Error && error.message ? error.message : words('upload_failed', { name });
      verbs.replaceChildren(
        button(words('retry'), () => {
          element.classList.remove('failed');
          void start();
        }, { class: 'verb' }),
        button(words('remove'), remove, { class: 'verb' }),
      );
    }
  };
  view.dispatch(view.state.tr.setMeta(key, { add: { id, at, element } }));
  void start();
}

/** Pictures out of the newsroom's own, through the page's chooser. */
export async function choose(desk: Desk, many: boolean): Promise<void> {
  const hits = await desk.host.choosePictures(many);
  const { view } = desk;
  if (view.isDestroyed) return;
  view.focus();
  if (hits.length === 0) return;
  for (const hit of hits) desk.pictures.add(hit);
  const nodes = hits.map(pictureNode);
  const blocks = many && nodes.length > 1 ? [type('gallery').create(null, nodes)] : nodes;
  const at = placeFor(view, view.state.selection.from);
  const tr = view.state.tr.insert(at, blocks);
  const end = at + blocks.reduce((size, block) => size + block.nodeSize, 0);
  if (!tr.doc.resolve(end).nodeAfter) tr.insert(end, type('paragraph').create());
  act(view, afterwards(tr).scrollIntoView());
}

/** The system's own dialogs: files of the device, or its camera. */
export function fileField(desk: Desk, camera: boolean): HTMLInputElement {
  const field = make('input', { type: 'file', accept: 'image/*', hidden: '', 'data-camera': String(camera) });
  if (camera) field.setAttribute('capture', 'environment');
  else field.multiple = true;
  field.addEventListener('change', () => {
    takeFiles(desk, [...(field.files ?? [])], desk.view.state.selection.from);
    field.value = '';
  });
  return field;
}
