// Cards in the text: another article of ours, and something at a known provider. Nobody's code is
// loaded; what is shown here is what readers get, before they decide to go there.

import type { Node } from 'prosemirror-model';
import type { EditorView, NodeView, NodeViewConstructor } from 'prosemirror-view';
import { providerNamed } from './addresses.ts';
import { act } from './commands.ts';
import { button, make, type Words } from './dom.ts';
import type { ArticleHit, Host } from './face.ts';
import { flushFields, ruledField } from './fields.ts';
import { markType, schema, type } from './schema.ts';

function removal(view: EditorView, getPos: () => number | undefined, words: Words): HTMLButtonElement {
  return button(words('remove'), () => {
    const at = getPos();
    const node = at === undefined ? null : view.state.doc.nodeAt(at);
    if (at === undefined || !node) return;
    act(view, view.state.tr.delete(at, at + node.nodeSize));
    view.focus();
  }, { class: 'verb' });
}

export function relatedView(host: Host, words: Words, known: Map<string, ArticleHit>): NodeViewConstructor {
  return (node, view, getPos): NodeView => {
    const headline = make('strong', { class: 'headline', dir: 'auto' });
    const meta = make('span', { class: 'card-meta' });
    const verbs = make('div', { class: 'block-verbs' }, removal(view, getPos, words));
    const dom = make('div', { class: 'related', contenteditable: 'false' }, make('span', { class: 'card-kind' }, words('related')), headline, meta, verbs);
    const id = node.attrs['article'] as string;
    const show = (hit: ArticleHit | null) => {
      headline.textContent = hit?.headline ?? words('article_gone');
      meta.textContent = hit ? [hit.state, hit.when].filter((part) => part !== '').join(' · ') : '';
    };
    const ask = async () => {
      try {
        const hit = known.get(id) ?? (await host.article(id));
        if (hit) known.set(id, hit);
        show(hit);
      } catch {
        headline.textContent = words('article_not_shown');
        meta.replaceChildren(button(words('retry'), () => void ask(), { class: 'verb' }));
      }
    };
    void ask();
    return {
      dom,
      update: (next) => next.type === node.type && next.attrs['article'] === id,
      selectNode: () => dom.classList.add('chosen'),
      deselectNode: () => dom.classList.remove('chosen'),
      stopEvent: (event) => event.target instanceof HTMLButtonElement,
      ignoreMutation: () => true,
    };
  };
}

export function embedView(words: Words): NodeViewConstructor {
  return (node, view, getPos): NodeView => {
    const url = node.attrs['url'] as string;
    const title = ruledField(view, {
      label: words('embed_name'),
      value: node.attrs['title'] as string,
      save: (text) => {
        const at = getPos();
        if (at === undefined) return;
        const named = text.trim() === '' ? providerNamed(node.attrs['provider'] as string) : text;
        act(view, view.state.tr.setNodeAttribute(at, 'title', named));
      },
    });
    const asLink = button(words('embed_as_link'), () => {
      flushFields(view);
      const at = getPos();
      if (at === undefined) return;
      const text = schema.text(node.attrs['title'] as string, [markType('link').create({ href: url })]);
      act(view, view.state.tr.replaceWith(at, at + node.nodeSize, type('paragraph').create(null, text)));
      view.focus();
    }, { class: 'verb' });
    const verbs = make('div', { class: 'block-verbs' }, asLink, removal(view, getPos, words));
    const dom = make(
      'div',
      { class: 'embed', contenteditable: 'false' },
      make('strong', {}, words('embed_from', { provider: providerNamed(node.attrs['provider'] as string) })),
      make('bdi', { class: 'address', dir: 'ltr' }, url),
      title.element,
      verbs,
    );
    return {
      dom,
      update(next: Node) {
        if (next.type !== node.type || next.attrs['url'] !== url) return false;
        node = next;
        title.set(next.attrs['title'] as string);
        return true;
      },
      selectNode: () => dom.classList.add('chosen'),
      deselectNode: () => dom.classList.remove('chosen'),
      stopEvent: (event) => verbs.contains(event.target as globalThis.Node) || title.element.contains(event.target as globalThis.Node),
      ignoreMutation: () => true,
      destroy: () => title.forget(),
    };
  };
}
