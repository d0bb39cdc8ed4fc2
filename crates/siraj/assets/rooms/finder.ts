// Search or run: the page of the same name in a dialog. One field, one list; arrows move, Enter goes.

import { dialog, pageAt } from './page.ts';

/** Opens the dialog when the box in the bar is used. */
export function finds(box: HTMLAnchorElement): void {
  box.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openFinder();
  });
}

/** Opens the dialog, unless another is open. */
export function openFinder(): void {
  const box = document.querySelector<HTMLAnchorElement>('[data-finder]');
  if (!box || document.querySelector('dialog[open]')) return;
  const made = dialog(box.dataset.title ?? '', box.dataset.close ?? '');
  const field = document.createElement('input');
  const list = document.createElement('ul');
  const said = document.createElement('p');
  field.type = 'text';
  field.autocomplete = 'off';
  field.dir = 'auto';
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-labelledby', 'dialog-title');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-expanded', 'true');
  field.setAttribute('aria-controls', 'found');
  list.id = 'found';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-labelledby', 'dialog-title');
  said.className = 'meta looked';
  said.setAttribute('role', 'status');
  made.append(field, said, list);

  let asked: AbortController | undefined;
  let waits = 0;
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const page = await pageAt(`${box.pathname}?q=${encodeURIComponent(field.value)}`, signal);
      if (!signal.aborted) show(page);
    } catch {
      // A newer question is under way.
    }
  };
  const show = (page: Document | undefined) => {
    const links = [...(page?.querySelectorAll<HTMLAnchorElement>('[data-hit]') ?? [])];
    const why = page?.querySelector('[data-why]')?.textContent ?? '';
    said.textContent = !page ? (box.dataset.lost ?? '') : links.length === 0 ? (box.dataset.nothing ?? '') : why;
    if (!page) return;
    list.replaceChildren();
    let sort: Element | null = null;
    links.forEach((link, index) => {
      const section = link.closest('section');
      if (section !== sort) {
        const group = document.createElement('li');
        group.className = 'group';
        group.setAttribute('role', 'presentation');
        group.textContent = section?.querySelector('h2')?.textContent ?? '';
        list.append(group);
        sort = section;
      }
      const option = document.createElement('li');
      option.id = `found-${index}`;
      option.setAttribute('role', 'option');
      option.dataset.way = link.getAttribute('href') ?? '';
      option.append(...[link.querySelector('bdi'), link.parentElement?.querySelector('.meta'), link.parentElement?.querySelector('.snippet')].filter((part) => part != null));
      option.addEventListener('click', () => go(option));
      list.append(option);
    });
    choose(0);
  };
  const options = () => [...list.querySelectorAll<HTMLElement>('[role="option"]')];
  const choose = (index: number) => {
    const all = options();
    const at = all.length === 0 ? -1 : (index + all.length) % all.length;
    all.forEach((option, n) => option.setAttribute('aria-selected', String(n === at)));
    field.setAttribute('aria-activedescendant', all[at]?.id ?? '');
    all[at]?.scrollIntoView({ block: 'nearest' });
  };
  const chosen = () => options().findIndex((option) => option.getAttribute('aria-selected') === 'true');
  const go = (option: HTMLElement | undefined) => {
    if (option?.dataset.way) location.assign(option.dataset.way);
  };
  field.addEventListener('input', () => {
    clearTimeout(waits);
    waits = window.setTimeout(() => void ask(), 120);
  });
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.code === 'ArrowDown') choose(chosen() + 1);
    else if (event.code === 'ArrowUp') choose(chosen() - 1);
    else if (event.code === 'Enter' || event.code === 'NumpadEnter') go(options()[chosen()]);
    else return;
    event.preventDefault();
  });
  made.showModal();
  field.focus();
  void ask();
}
