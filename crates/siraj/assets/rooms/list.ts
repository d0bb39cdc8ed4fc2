// The list of articles answers while one types: the same page is asked for and its parts take the
// places of the old ones. The address follows, so that what is seen can be kept and shared.

import { pageAt } from './page.ts';

export function answersAtOnce(list: HTMLElement): void {
  const sieve = list.querySelector<HTMLFormElement>('[data-sieve]');
  const words = list.querySelector<HTMLInputElement>('#q');
  if (!sieve || !words) return;
  sieve.querySelector<HTMLElement>('.go')!.hidden = true;
  let asked: AbortController | undefined;
  let waits = 0;
  const ask = async (address: string, keeps: boolean) => {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const page = await pageAt(address, signal);
      if (signal.aborted) return;
      show(page);
      if (page && keeps) history.replaceState(null, '', address);
    } catch {
      // A newer question is under way.
    }
  };
  const show = (page: Document | undefined) => {
    list.querySelector('.said.lost')?.remove();
    if (!page) {
      const said = document.createElement('p');
      said.className = 'said stop lost';
      said.setAttribute('role', 'alert');
      said.textContent = list.dataset.lost ?? '';
      sieve.after(said);
      return;
    }
    for (const part of list.querySelectorAll<HTMLElement>('[data-part]')) {
      const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
    const back = page.querySelector<HTMLInputElement>('[data-several] [name="back"]')?.value;
    for (const field of list.querySelectorAll<HTMLInputElement>('[name="back"]')) field.value = back ?? field.value;
    count(list);
  };
  const address = () => {
    const asks = new URLSearchParams();
    for (const [name, value] of new FormData(sieve)) if (value !== '') asks.set(name, String(value));
    const text = asks.toString();
    return `${sieve.action}${text === '' ? '' : `?${text}`}`;
  };
  words.addEventListener('input', () => {
    clearTimeout(waits);
    waits = window.setTimeout(() => void ask(address(), true), 150);
  });
  sieve.addEventListener('change', (event) => {
    if (event.target !== words) void ask(address(), true);
  });
  sieve.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(waits);
    void ask(address(), true);
  });
  ticks(list);
}

/** The bar of what is done with several articles rises while some are ticked. */
function ticks(list: HTMLElement): void {
  list.addEventListener('change', (event) => {
    if ((event.target as HTMLElement).closest('[name="id"]')) count(list);
  });
  list.querySelector('[data-untick]')?.addEventListener('click', () => {
    for (const box of list.querySelectorAll<HTMLInputElement>('[name="id"]:checked')) box.checked = false;
    count(list);
    list.querySelector<HTMLElement>('[name="id"]')?.focus();
  });
  count(list);
}

function count(list: HTMLElement): void {
  const bulk = list.querySelector<HTMLElement>('[data-bulk]');
  if (!bulk) return;
  const ticked = list.querySelectorAll('[data-several] [name="id"]:checked').length;
  bulk.hidden = ticked === 0;
  bulk.querySelector<HTMLElement>('[data-untick]')!.hidden = false;
  bulk.querySelector('[data-count]')!.textContent = (list.dataset.ticked ?? '').replace('{n}', String(ticked));
}
