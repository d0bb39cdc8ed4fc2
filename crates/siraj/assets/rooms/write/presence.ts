// Who else has the article open, and which window writes. One's own windows settle it among
// themselves by the browser's lock; with others the server keeps the pen.

import { tell } from './bar.ts';
import { button, byId, data, isolated, t, verb } from './page.ts';
import { ask } from './server.ts';

interface Other {
  window: string;
  person: string;
  name: string;
  writes: boolean;
  asks: number | null;
}

export interface Heard {
  writes: boolean;
  asks: number | null;
  here: Other[];
  state: string;
  pending: boolean;
  head: { id: string; number: number; at: string; by: string; name: string };
}

type Wish = 'read' | 'write' | 'ask' | 'hand_over' | 'keep' | 'leave';

export interface Desk {
  /** This window has the pen now; `fresh` when it did not have it before. */
  writes(): void;
  /** Somebody else has it, who is named unless it is one's own other window. */
  reads(): void;
  /** What the article is by now. */
  heard(heard: Heard): void;
  /** Saves what is unsaved before the pen goes. */
  flush(): Promise<void>;
}

const EVERY = 10_000;
const WHILE_ASKING = 2_000;

export class Presence {
  #id = crypto.randomUUID();
  #desk: Desk;
  #wish: Wish;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = false;
  #busy: Promise<void> = Promise.resolve();
  /** Whether this window has the pen as far as it knows; unknown until the first answer. */
  #writes: boolean | undefined;

  /** `asks` when this window is to have the pen whoever has it now. */
  constructor(desk: Desk, wish: 'read' | 'write', asks = false) {
    this.#desk = desk;
    this.#wish = wish;
    this.#asked = asks;
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.say());
    addEventListener('online', () => this.say());
    addEventListener('pagehide', () => this.#leave());
    this.say();
  }

  /** Says what this window wants from now on. */
  want(wish: 'read' | 'write'): void {
    this.#wish = wish;
    if (wish === 'read') this.#writes = false;
    this.say();
  }

  /** Asks for the pen; one's own other window gives it at once. */
  take(): void {
    this.#asked = true;
    this.say('ask');
  }

  say(wish: Wish = this.#asked ? 'ask' : this.#wish): void {
    clearTimeout(this.#timer);
    this.#busy = this.#busy.then(() => this.#say(wish)).catch(() => undefined);
  }

  async #say(wish: Wish): Promise<void> {
    const answer = await ask<Heard>('PUT', `/articles/${data.id}/presence`, JSON.stringify({ window: this.#id, wish }));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.say(), this.#asked ? WHILE_ASKING : EVERY);
    // Without an answer everybody goes on as they were: a save is judged by its base alone.
    if (answer.is === 'done') this.#heard(answer.value);
  }

  #heard(heard: Heard): void {
    if (heard.writes) this.#asked = false;
    // Who asked and is heard to ask no more was told no.
    else if (this.#asked && heard.asks === null) {
      this.#asked = false;
      tell('pen', t('pen_kept'));
    }
    this.#desk.heard(heard);
    if (this.#wish === 'write' || heard.writes) {
      if (heard.writes && this.#writes !== true) {
        this.#wish = 'write';
        this.#desk.writes();
      } else if (!heard.writes && this.#writes !== false) this.#desk.reads();
      this.#writes = heard.writes;
    }
    this.#show(heard);
  }

  #show(heard: Heard): void {
    const others = heard.here.filter((one) => one.person !== data.page.person.id);
    const say = (one: Other) => t(one.writes ? 'writes' : 'reads', { name: isolated(one.name) });
    byId('presence').textContent = [...new Set(others.map(say))].join(`${t('comma')} `);
    const asking = heard.writes ? others.find((one) => one.asks !== null) : undefined;
    if (asking) {
      const hand = async () => {
        await this.#desk.flush();
        tell('asked', null);
        this.say('hand_over');
      };
      const keep = () => {
        tell('asked', null);
        this.say('keep');
      };
      tell('asked', t('asks_for_pen', { name: isolated(asking.name), n: asking.asks ?? 0 }), verb(t('hand_over'), () => void hand()), verb(t('keep_pen'), keep));
    } else tell('asked', null);
    const writer = heard.here.find((one) => one.writes);
    if (heard.writes || !writer || this.#wish !== 'write') return tell('writer', null);
    const own = writer.person === data.page.person.id;
    const waits = this.#asked ? t('asking', { n: heard.asks ?? 0 }) : '';
    const words = own ? t('own_other_window') : t('somebody_writes', { name: isolated(writer.name) });
    const acts = this.#asked ? [] : [button(own ? t('write_here') : t('ask_for_pen'), () => this.take())];
    tell('writer', `${words} ${waits}`.trim(), ...acts);
  }

  #leave(): void {
    const body = JSON.stringify({ window: this.#id, wish: 'leave' });
    void fetch(`/newsroom/api/v1/articles/${data.id}/presence`, { method: 'PUT', body, keepalive: true, headers: { 'content-type': 'application/json' } }).catch(() => undefined);
  }
}

/**
 * The browser's own lock over an article: one of a person's windows here holds it. `gone` is
 * called when another took it away.
 */
export class Lock {
  #name = `siraj-writing:${data.page.person.id}:${data.id}`;
  #channel = 'BroadcastChannel' in window ? new BroadcastChannel(this.#name) : null;
  #gone: () => Promise<void>;
  #release: (() => void) | undefined;

  constructor(gone: () => Promise<void>) {
    this.#gone = gone;
  }

  /** Takes the lock; answers whether it has it. Without `wrest` only when nobody has it. */
  async take(wrest: boolean): Promise<boolean> {
    // Without locks (an address without TLS) the server's pen alone decides.
    if (!navigator.locks) return true;
    const yielded = wrest ? this.#yielded() : Promise.resolve();
    const had = await new Promise<boolean>((answer) => {
      const options: LockOptions = wrest ? { steal: true } : { ifAvailable: true };
      navigator.locks
        .request(this.#name, options, (lock) => {
          answer(lock !== null);
          if (!lock) return;
          return new Promise<void>((release) => (this.#release = release));
        })
        .catch(async () => {
          // Stolen: what was written is kept before the other goes on.
          if (!this.#release) return answer(false);
          this.#release = undefined;
          await this.#gone();
          this.#channel?.postMessage('yielded');
        });
    });
    await yielded;
    return had;
  }

  /** The other window has kept what it had, or does not answer. */
  #yielded(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#channel?.removeEventListener('message', done);
        resolve();
      };
      this.#channel?.addEventListener('message', done);
      setTimeout(done, 2_000);
    });
  }
}
