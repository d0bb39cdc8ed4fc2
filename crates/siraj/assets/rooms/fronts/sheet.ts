// The page of a front as its script sees it: sends a form, takes in the page that answers, keeps the
// focus where it was, and says what happened.

/** A place on the front. */
export type Place = { container: string; title: string; place: number; count: number; slots: HTMLElement };

export class Sheet {
  private busy = false;

  get root(): HTMLElement {
    return document.querySelector<HTMLElement>('#front')!;
  }

  /** Has forms and links of the page answered in place. */
  begin(): void {
    this.dress();
    document.addEventListener('submit', (event) => {
      const form = event.target as HTMLFormElement;
      const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
      if (form.method === 'post' && form.dataset.step !== undefined) {
        event.preventDefault();
        if (button?.getAttribute('aria-disabled') === 'true') return;
        const fields = new FormData(form, button);
        void this.send(new URLSearchParams([...fields].map(([name, value]) => [name, String(value)])));
      } else if (form.dataset.find !== undefined) {
        event.preventDefault();
        void this.go(`${form.action}?${new URLSearchParams(new FormData(form) as never)}`, '#q');
      }
    });
    document.addEventListener('change', (event) => {
      const form = (event.target as HTMLElement).closest<HTMLFormElement>('form[data-at-once], form[data-find]');
      if (form) form.requestSubmit();
    });
    document.addEventListener('click', (event) => {
      const link = (event.target as HTMLElement).closest<HTMLAnchorElement>('#front a[data-go], .placing a.verb');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      void this.go(link.href, link.hash || '#front');
    });
    window.addEventListener('popstate', () => void this.go(location.href, '', false));
  }

  /** What the page has only with a script. */
  private dress(): void {
    for (const handle of this.root.querySelectorAll<HTMLElement>('.handle')) handle.hidden = false;
    for (const row of this.root.querySelectorAll<HTMLElement>('[data-article]')) row.draggable = true;
    const open = this.root.querySelector<HTMLElement>('form[data-at-once] button');
    if (open) open.hidden = true;
  }

  /** The fields that every step brings. */
  step(act: string, more: Record<string, string>): URLSearchParams {
    const { of = '', revision = '' } = this.root.dataset;
    const query = new URLSearchParams(location.search);
    const fields = new URLSearchParams({ of, revision, act, ...more });
    for (const name of ['q', 'in']) if (query.get(name)) fields.set(name, query.get(name)!);
    return fields;
  }

  /** Sends a step and shows the page that answers it. Whether it was taken. */
  async send(fields: URLSearchParams, says = ''): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      const answer = await fetch('/newsroom/fronts', { method: 'POST', body: fields, headers: { accept: 'text/html' } });
      const focus = fields.get('act') === 'publish' ? '#main' : `#h-${fields.get('article') ?? ''}`;
      if (!(await this.take(answer, focus, fields.get('act') ?? ''))) return false;
      this.say(answer.ok ? says || this.words('done') : '');
      if (answer.redirected) history.replaceState(null, '', answer.url.split('#')[0]!.replace(/&done=\w+/, ''));
      return answer.ok;
    } catch {
      this.lost();
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Goes to another state of the page. */
  async go(address: string, focus: string, remembers = true): Promise<void> {
    try {
      const answer = await fetch(address, { headers: { accept: 'text/html' } });
      if ((await this.take(answer, focus, '')) && remembers) history.pushState(null, '', address.split('#')[0]);
    } catch {
      this.lost();
    }
  }

  /** Takes in a page; where it is another room's, goes there. */
  private async take(answer: Response, focus: string, act: string): Promise<boolean> {
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector<HTMLElement>('#front[data-of]');
    if (!fresh) {
      location.assign(answer.redirected ? answer.url : location.href);
      return false;
    }
    const active = document.activeElement as HTMLElement | null;
    const button = active?.closest<HTMLElement>('form')?.querySelector<HTMLElement>(`[name=act][value="${act}"]`) ? act : '';
    this.root.replaceWith(document.adoptNode(fresh));
    this.dress();
    const again = button ? `.acts-of-front [value="${button}"], .look [value="${button}"]` : '';
    const target = this.find(focus) ?? this.find(again);
    (target ?? document.querySelector<HTMLElement>('#main'))?.focus({ preventScroll: target === null });
    return true;
  }

  private find(selector: string): HTMLElement | null {
    return selector && !selector.endsWith('#h-') && selector !== '#h-' ? document.querySelector<HTMLElement>(selector) : null;
  }

  /** A sentence of the page with its arguments. */
  words(name: string, put: Record<string, string | number> = {}): string {
    const sentence = this.root.dataset[name] ?? '';
    return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => String(put[key] ?? whole));
  }

  /** Has a sentence read out. */
  say(words: string): void {
    document.querySelector('#front-says')!.textContent = words;
  }

  private lost(): void {
    this.root.querySelector('.said')?.remove();
    const said = document.createElement('p');
    said.className = 'said stop';
    said.setAttribute('role', 'alert');
    said.textContent = this.words('lost');
    this.root.querySelector('.front-head')!.after(said);
  }

  /** Every place at which an article from here may land, in the order of the page. */
  places(from: HTMLElement | null): Place[] {
    const found: Place[] = [];
    for (const slots of this.root.querySelectorAll<HTMLElement>('.slots[data-container]')) {
      const own = slots.querySelectorAll('[data-article]').length;
      // One more can stand where there is room and it does not stand itself.
      const more = slots.dataset.open !== undefined && !(from && slots.contains(from)) ? 1 : 0;
      for (let place = 0; place < own + more; place += 1) {
        const { container = '', title = '' } = slots.dataset;
        found.push({ container, title, place, count: own + more, slots });
      }
    }
    return found;
  }

  /** Draws the line at which something lands; none for nowhere. */
  landing(at: Place | null, headline: string, from: HTMLElement | null): void {
    this.root.querySelector('.landing')?.remove();
    if (!at) return;
    const line = document.createElement('li');
    line.className = 'landing';
    line.textContent = this.words('lands', { headline, place: at.place + 1 });
    const slots = [...at.slots.querySelectorAll<HTMLElement>('[data-article]')];
    const down = from && at.slots.contains(from) && Number(from.dataset.place) < at.place;
    const slot = slots[at.place];
    if (!slot) at.slots.append(line);
    else if (down) slot.after(line);
    else slot.before(line);
    line.scrollIntoView({ block: 'nearest' });
  }

  /** Gives an article a place. */
  async put(row: HTMLElement, at: Place): Promise<void> {
    const { article = '', headline = '', place } = row.dataset;
    const from = at.slots.contains(row) ? { from: place ?? '' } : {};
    const fields = this.step('put', { article, container: at.container, place: String(at.place), ...from });
    const says = this.words('dropped', { headline, place: at.place + 1, container: at.title });
    await this.send(fields, says);
  }
}
