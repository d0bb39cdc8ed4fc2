// Searching: «/» leads to the field, and while one types, sections, topics and authors are offered
// under it. Without this the field and its page do all the work.

type Name = { kind: string; label: string; url: string };

/** So long is waited for the next letter. */
const PAUSE = 150;

export function find(): void {
  const panel = document.querySelector<HTMLDetailsElement>('[data-find]');
  const inMain = document.querySelector<HTMLInputElement>('main input[name=q]');
  const field = inMain ?? panel?.querySelector<HTMLInputElement>('input[name=q]');
  if (!field) return;
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    const writes = target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable);
    if (key !== '/' || writes || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (panel && !inMain) panel.open = true;
    field.focus();
  });
  for (const input of document.querySelectorAll<HTMLInputElement>('[data-suggest]')) suggest(input);
  if (!panel) return;
  panel.addEventListener('toggle', () => panel.open && panel.querySelector('input')?.focus());
  document.addEventListener('click', (event) => {
    if (!panel.contains(event.target as Node)) panel.open = false;
  });
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !panel.open || event.defaultPrevented) return;
    panel.open = false;
    panel.querySelector('summary')?.focus();
  });
}

function suggest(input: HTMLInputElement): void {
  const list = document.createElement('ul');
  list.id = `names-${document.querySelectorAll('[role=listbox]').length}`;
  list.hidden = true;
  set(list, { role: 'listbox', 'aria-label': input.dataset.names ?? '' });
  // A field of searches may be no list box's: ARIA in HTML gives it no role but its own.
  set(input, { type: 'text', inputmode: 'search', role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id });
  input.closest('.find-field')?.append(list);
  let names: Name[] = [];
  let chosen = -1;
  let timer = 0;
  let asked = 0;

  const show = (found: Name[]): void => {
    names = found;
    chosen = -1;
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    input.removeAttribute('aria-activedescendant');
  };
  const option = ({ label }: Name, place: number): HTMLElement => {
    const item = document.createElement('li');
    const words = document.createElement('bdi');
    words.textContent = label;
    item.id = `${list.id}-${place}`;
    item.append(words);
    set(item, { role: 'option', 'aria-selected': 'false' });
    // Before the field loses the focus, which takes the list away.
    item.addEventListener('pointerdown', (event) => event.preventDefault());
    item.addEventListener('click', () => go(place));
    return item;
  };
  const go = (place: number): void => {
    const name = names[place];
    if (name) location.href = name.url;
  };
  const choose = (place: number): void => {
    chosen = place;
    [...list.children].forEach((item, at) => item.setAttribute('aria-selected', String(at === place)));
    const item = list.children[place];
    if (item) input.setAttribute('aria-activedescendant', item.id);
    else input.removeAttribute('aria-activedescendant');
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(async () => {
      const question = input.value.trim();
      const mine = ++asked;
      const found = question ? await ask(input.dataset.suggest ?? '', question) : [];
      if (mine === asked) show(document.activeElement === input ? found : []);
    }, PAUSE);
  });
  input.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing) return;
    // −1 is the field itself, before the first and behind the last.
    const count = names.length + 1;
    if (event.key === 'ArrowDown') choose(((chosen + 2) % count) - 1);
    else if (event.key === 'ArrowUp') choose(((chosen + count) % count) - 1);
    else if (event.key === 'Escape') show([]);
    else if (event.key === 'Enter' && chosen >= 0) go(chosen);
    else return;
    event.preventDefault();
  });
  input.addEventListener('blur', () => {
    asked++;
    show([]);
  });
}

/** What the beginning of a name may be; nothing where the network says no. */
async function ask(address: string, question: string): Promise<Name[]> {
  try {
    const answer = await fetch(`${address}?q=${encodeURIComponent(question)}`);
    return answer.ok ? ((await answer.json()).names as Name[]) : [];
  } catch {
    return [];
  }
}

function set(element: Element, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
}
