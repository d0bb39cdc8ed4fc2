// The room of a live article. What is typed is kept on the device until the server has said yes: a
// post waits in the outbox and is sent again, under the same name, so that it is added once however
// often the line broke. What colleagues add waits behind a button; nothing moves by itself.

interface Sentences { [name: string]: string; }
interface Waiting { key: string; fields: Record<string, string>; why?: string; }

const EVERY = 10_000;
const SLOWEST = 120_000;
const NAMES = ['headline', 'label', 'signed', 'guest', 'picture', 'text'];

export function live(): void {
  const room = document.querySelector<HTMLElement>('[data-live-room]');
  if (!room) return;
  const sentences = JSON.parse(room.dataset.sentences ?? '{}') as Sentences;
  const list = new Posts(room, sentences, (sentences.fresh as unknown as string[]) ?? []);
  const form = room.querySelector<HTMLFormElement>('[data-new-post]');
  if (form) new Box(room, form, sentences, list);
  for (const text of room.querySelectorAll<HTMLTextAreaElement>('textarea')) {
    text.addEventListener('keydown', (event) => {
      if ((event.ctrlKey || event.metaKey) && event.code === 'Enter') {
        event.preventDefault();
        text.form?.querySelector<HTMLButtonElement>('button[name=act]')?.click();
      }
    });
  }
}

/** The posts that are out, and what colleagues add to them. */
class Posts {
  private found: ParentNode | null = null;
  private wait = EVERY;
  private timer = 0;
  private readonly list: HTMLElement | null;
  private readonly button: HTMLButtonElement | null;

  constructor(private readonly room: HTMLElement, private readonly sentences: Sentences, private readonly fresh: string[]) {
    this.list = room.querySelector('[data-posts]');
    this.button = room.querySelector('[data-fresh]');
    // An older page stands still.
    if (new URLSearchParams(location.search).has('page')) return;
    this.button?.addEventListener('click', () => this.show());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) void this.ask();
    });
    this.later();
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), this.wait);
  }

  private async ask(): Promise<void> {
    if (document.hidden) return;
    try {
      await this.fetch();
      this.wait = EVERY;
    } catch {
      this.wait = Math.min(this.wait * 2, SLOWEST);
    }
    this.later();
  }

  private async fetch(): Promise<void> {
    const answer = await fetch(`${this.room.dataset.liveRoom}/posts`, { redirect: 'error' });
    if (!answer.ok) throw new Error();
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const state = page.querySelector('[data-state]');
    if (state) this.room.querySelector('[data-state]')?.replaceWith(document.importNode(state, true));
    this.found = page;
    this.offer();
  }

  private offer(): void {
    const all = this.came();
    const count = all.filter((post) => !document.getElementById(post.id)).length;
    const words = count ? this.fresh[Math.min(count, this.fresh.length) - 1] : all.length ? this.sentences.changed : '';
    if (!this.button) return;
    if (this.button.textContent !== words) this.button.textContent = words ?? '';
    this.button.hidden = !words;
  }

  /** What is new or another than here. */
  private came(): HTMLElement[] {
    const posts = [...(this.found?.querySelectorAll<HTMLElement>('.own-post') ?? [])];
    return posts.filter((post) => document.getElementById(post.id)?.dataset.stamp !== post.dataset.stamp);
  }

  private show(): void {
    for (const old of this.room.querySelectorAll('.came')) old.classList.remove('came');
    this.list?.querySelector('.empty')?.remove();
    const fresh: HTMLElement[] = [];
    for (const post of this.came()) {
      const here = document.getElementById(post.id);
      post.classList.add('came');
      if (here) here.replaceWith(post);
      else fresh.push(post);
    }
    this.list?.prepend(...fresh);
    this.offer();
    fresh[0]?.scrollIntoView({ block: 'center' });
  }

  /** After one's own post: it is shown at once. */
  async own(): Promise<void> {
    try {
      await this.fetch();
      this.show();
    } catch {
      // It is out all the same; the next look brings it.
    }
  }
}

/** The box for the next post, and the outbox of those that wait. */
class Box {
  private readonly api: string;
  private readonly place: string;
  private readonly kept: HTMLElement | null;
  private readonly outbox: HTMLElement | null;
  private waiting: Waiting[];
  private sending = false;
  private wait = EVERY;

  constructor(room: HTMLElement, private readonly form: HTMLFormElement, private readonly say: Sentences, private readonly posts: Posts) {
    this.api = room.dataset.api ?? '';
    this.place = `live:${room.dataset.liveRoom}`;
    this.kept = form.querySelector('[data-kept]');
    this.outbox = room.querySelector('[data-outbox]');
    this.waiting = read<Waiting[]>(`${this.place}:outbox`) ?? [];
    const draft = read<Record<string, string>>(`${this.place}:draft`);
    // What the server gave back with a reason counts more.
    if (draft && !this.value('text') && !this.value('headline')) this.fill(draft);
    form.addEventListener('input', () => this.keep());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.post();
    });
    addEventListener('online', () => void this.send());
    this.draw();
    void this.send();
  }

  private field(name: string): HTMLInputElement | null {
    return this.form.elements.namedItem(name) as HTMLInputElement | null;
  }

  private value(name: string): string {
    return this.field(name)?.value ?? '';
  }

  private fields(): Record<string, string> {
    return Object.fromEntries(NAMES.map((name) => [name, this.value(name)]));
  }

  private fill(fields: Record<string, string>): void {
    for (const name of NAMES) {
      const field = this.field(name);
      if (!field || fields[name] === undefined) continue;
      field.value = fields[name] ?? '';
      // What shows the field's value, such as the picture, shows the new one.
      field.dispatchEvent(new Event('change'));
    }
  }

  private keep(): void {
    const done = write(`${this.place}:draft`, this.fields());
    if (this.kept) this.kept.textContent = (done ? this.say.kept : this.say.notKept) ?? '';
  }

  private post(): void {
    const fields = this.fields();
    if (!fields.text?.trim() && !fields.headline?.trim() && !fields.picture?.trim()) {
      this.field('text')?.focus();
      return;
    }
    const waiting = [...this.waiting, { key: fresh(), fields }];
    if (!write(`${this.place}:outbox`, waiting)) {
      // Nothing can be kept here: the form goes its ordinary way.
      const act = document.createElement('input');
      act.type = 'hidden';
      act.name = 'act';
      act.value = 'post';
      this.form.append(act);
      this.form.submit();
      return;
    }
    this.waiting = waiting;
    this.fill({ headline: '', label: '', text: '', picture: '' });
    write(`${this.place}:draft`, null);
    if (this.kept) this.kept.textContent = '';
    this.field('text')?.focus();
    this.draw();
    void this.send();
  }

  /** Sends what waits, in its order. What was refused stays until somebody decides. */
  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      for (let next = this.next(); next; next = this.next()) {
        this.draw(next.key);
        const why = await this.offer(next);
        if (why === null) {
          this.drop(next.key);
          if (this.kept) this.kept.textContent = this.say.posted ?? '';
          await this.posts.own();
        } else {
          this.change({ ...next, why });
        }
      }
      this.wait = EVERY;
    } catch {
      this.wait = Math.min(this.wait * 2, SLOWEST);
      window.setTimeout(() => void this.send(), this.wait);
      if (this.kept) this.kept.textContent = this.say.keptHere ?? '';
    }
    this.sending = false;
    this.draw();
  }

  private next(): Waiting | undefined {
    return this.waiting.find((one) => one.why === undefined);
  }

  /** Why it was refused; `null` when it is out. Throws when nobody answered. */
  private async offer({ key, fields }: Waiting): Promise<string | null> {
    const bylines = fields.signed === 'none' ? [] : fields.signed === 'guest' ? [{ guest: fields.guest }] : undefined;
    const answer = await fetch(this.api, {
      method: 'POST',
      redirect: 'error',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang },
      body: JSON.stringify({
        id: key,
        headline: fields.headline || undefined,
        label: fields.label || undefined,
        bylines,
        body: { format: 'markdown', text: markdown(fields.text ?? '', fields.picture?.trim() ?? '') },
      }),
    });
    if (answer.ok) return null;
    if (answer.status >= 500 || answer.status === 429) throw new Error();
    const problem = (await answer.json().catch(() => ({}))) as { detail?: string; errors?: { detail?: string }[] };
    return problem.errors?.[0]?.detail ?? problem.detail ?? '';
  }

  private drop(key: string): void {
    this.waiting = this.waiting.filter((one) => one.key !== key);
    write(`${this.place}:outbox`, this.waiting.length ? this.waiting : null);
  }

  private change(changed: Waiting): void {
    this.waiting = this.waiting.map((one) => (one.key === changed.key ? changed : one));
    write(`${this.place}:outbox`, this.waiting);
  }

  private draw(sending?: string): void {
    if (!this.outbox) return;
    this.outbox.hidden = this.waiting.length === 0;
    this.outbox.replaceChildren(...this.waiting.map((one) => this.row(one, one.key === sending)));
  }

  private row(one: Waiting, sending: boolean): HTMLElement {
    const row = document.createElement('li');
    const state = document.createElement('p');
    const refused = one.why !== undefined;
    state.className = refused ? 'state stop' : 'state';
    state.setAttribute('role', 'status');
    state.textContent = (sending ? this.say.sending : refused ? this.say.refused : this.say.waiting) ?? '';
    const words = document.createElement('p');
    words.dir = 'auto';
    words.textContent = one.fields.headline || one.fields.text || '';
    row.append(state, words);
    if (one.why) {
      const why = document.createElement('p');
      why.textContent = one.why;
      row.append(why);
    }
    if (!sending) row.append(this.verbs(one));
    return row;
  }

  private verbs(one: Waiting): HTMLElement {
    const verbs = document.createElement('p');
    verbs.className = 'verbs';
    const verb = (words: string | undefined, act: () => void) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'verb';
      button.textContent = words ?? '';
      button.addEventListener('click', act);
      verbs.append(button);
    };
    verb(this.say.again, () => {
      const { key, fields } = one;
      this.change({ key, fields });
      void this.send();
    });
    verb(this.say.back, () => {
      // What is being written is not lost for it.
      const own = this.value('text');
      this.fill({ ...one.fields, text: [one.fields.text, own].filter(Boolean).join('\n') });
      this.drop(one.key);
      this.keep();
      this.draw();
      this.field('text')?.focus();
    });
    if (one.why !== undefined) {
      verb(this.say.away, () => {
        this.drop(one.key);
        this.draw();
      });
    }
    return verbs;
  }
}

/** Each line a paragraph, but for lines that go on with a list or a quotation. */
function markdown(text: string, picture: string): string {
  const goesOn = (line: string) => /^\s*([-*>+]|[0-9]+[.)])/.test(line);
  const lines = text.split(/\r?\n/);
  const joined = lines.reduce((out, line, n) => {
    if (n === 0) return line.trim();
    return out + (goesOn(lines[n - 1] ?? '') && goesOn(line) ? '\n' : '\n\n') + line.trim();
  }, '');
  return picture ? `${joined}\n\n:::picture ${picture}\n:::` : joined;
}

/** A name of our own for a post; the browser's own maker is not there on plain HTTP. */
function fresh(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

/** Whether it was kept. */
function write(key: string, value: unknown): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
