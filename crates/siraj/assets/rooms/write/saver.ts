// Saves a text: soon after the last key, one request at a time and each the same until it is
// answered, so that no slow, lost, repeated or late answer can lose a word. Whatever the server
// has not said yes to lies in the browser's store first. Knows no page: the page tells it what
// the text is and hears how it stands.

import type { Told as Typography } from '../editor/typography.ts';
import type { Attempt, Kept, Keeper } from './keeper.ts';
import type { Answer, Problem } from './server.ts';
import { type Base, type Manuscript, isSame } from './text.ts';

/** How the text stands, from best to worst. */
export type Standing =
  | 'saved'
  | 'saving'
  /** Kept here: the server does not answer. */
  | 'kept'
  /** Kept here: the session has ended. */
  | 'ended'
  /** Kept here: the server says no, and why. */
  | 'refused'
  /** Kept here: somebody saved something else, and a person has to choose. */
  | 'conflict'
  /** Neither there nor here. */
  | 'lost';

/** The article as the server tells it after a save. */
export interface Told {
  head: { id: string; number: number; at: string; by: string };
  manuscript: Manuscript;
  checklist: { code: string; blocks: boolean; picture: string | null }[];
  /** Slips and hints, where the text is told as the editor has it. */
  typography?: Typography[];
  [more: string]: unknown;
}

/** A revision of somebody else that was saved meanwhile. */
export interface Newer {
  id: string;
  at: string;
  by: string;
  manuscript: Manuscript;
}

export interface Page {
  person: string;
  article: string;
  short_id: string;
  /** The text as it stands now. */
  text(): Manuscript;
  stands(standing: Standing, problem?: Problem): void;
  saved(told: Told): void;
  /** Somebody saved over the base: brings both together, then calls `resume` or later `settle`. */
  newer(newer: Newer, ancestor: Manuscript): void;
  send(attempt: Attempt): Promise<Answer<Told>>;
  /** Whether whoever is inside now is whom this page was made for. */
  isStill(): Promise<boolean>;
}

const AFTER_KEY = 1_200;
const AT_MOST = 5_000;
const KEEP_AFTER = 250;
const RETRIES = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

export class Saver {
  base: Base;
  ancestor: Manuscript;
  standing: Standing = 'saved';
  #page: Page;
  #keeper: Keeper;
  #attempts: Attempt[] = [];
  #changed = 0;
  #since = 0;
  #sent = 0;
  #apart = false;
  #flying = false;
  #held = false;
  #stopped = false;
  #tries = 0;
  #isKept = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  /** Up to which change each request of this page holds the text. */
  #upTo = new WeakMap<Attempt, number>();

  constructor(page: Page, keeper: Keeper, base: Base, ancestor: Manuscript) {
    this.#page = page;
    this.#keeper = keeper;
    this.base = base;
    this.ancestor = ancestor;
  }

  /** Whether there is something that the server has not said yes to. */
  get isDirty(): boolean {
    return this.#changed > this.#sent || this.#attempts.length > 0;
  }

  /** Whether something lies neither there nor here. */
  get isUnkept(): boolean {
    return this.isDirty && !this.#isKept;
  }

  /** Takes up what an earlier page left behind. */
  take(kept: Kept): void {
    this.base = kept.base;
    this.ancestor = kept.ancestor;
    this.#attempts = kept.attempts;
    this.#changed++;
    this.#soon(0);
  }

  /** The text was changed. */
  changed(): void {
    if (this.#stopped) return;
    const now = Date.now();
    if (!this.isDirty) this.#since = now;
    this.#changed++;
    this.#keeping ??= setTimeout(() => void this.keep(), KEEP_AFTER);
    // What was typed just now is not saved, and nobody is told that it is.
    if (this.standing === 'saved') this.#stand('saving');
    if (this.#flying || this.#held || this.#tries > 0) return;
    this.#soon(Math.min(AFTER_KEY, Math.max(0, this.#since + AT_MOST - now)));
  }

  /** Saves now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.keep();
    await this.#send();
  }

  /** No more is sent or kept from here: another window goes on. What was written is kept first. */
  async stop(): Promise<void> {
    if (this.isDirty) await this.keep();
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#keeping);
    await this.#queue;
  }

  /** Both texts went together: what is on the page now is written over the newer one. */
  resume(newer: Newer): void {
    this.base = { id: newer.id, at: newer.at };
    this.ancestor = newer.manuscript;
    this.#held = false;
    this.#tries = 0;
    if (isSame(this.#page.text(), newer.manuscript)) this.#sent = this.#changed;
    else {
      // Nobody's revision is written over, not even one's own of a minute ago.
      this.#apart = true;
      this.#changed++;
    }
    void this.#settled();
  }

  /** A person chose: their own text is kept as a revision too, then what was chosen. */
  settle(newer: Newer, own: Manuscript): void {
    this.base = { id: newer.id, at: newer.at };
    this.ancestor = newer.manuscript;
    this.#attempts = [this.#attempt(own, true)];
    this.#apart = true;
    this.#held = false;
    this.#changed++;
    void this.#settled();
  }

  /** Takes the server's text as it is: nothing of this page's is to be sent any more. */
  async give(base: Base, ancestor: Manuscript): Promise<void> {
    this.base = base;
    this.ancestor = ancestor;
    this.#attempts = [];
    this.#sent = this.#changed;
    this.#held = false;
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    await this.#forget();
    this.#stand('saved');
  }

  /** Keeps what is not saved in the browser's own store. */
  keep(): Promise<void> {
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    if (this.#stopped || !this.isDirty) return Promise.resolve();
    const kept: Kept = {
      id: `${this.#page.person}:${this.#page.article}`,
      person: this.#page.person,
      article: this.#page.article,
      short_id: this.#page.short_id,
      base: this.base,
      ancestor: this.ancestor,
      text: this.#page.text(),
      attempts: this.#attempts,
      at: Date.now(),
    };
    return this.#inOrder(async () => {
      this.#isKept = await this.#keeper.keep(kept);
      if (!this.#isKept && this.standing !== 'saving' && this.standing !== 'saved') this.#stand('lost');
      else if (this.#isKept && this.standing === 'lost') this.#stand('kept');
    });
  }

  /** Tries again at once: the line is back, or somebody looks at the page. */
  wake(): void {
    if (this.isDirty && !this.#held && this.#tries > 0) this.#soon(0);
  }

  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work, work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  #soon(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), wait);
  }

  #attempt(text: Manuscript, apart: boolean): Attempt {
    const { body, ...fields } = text;
    const dateline = fields.dateline;
    const sent = { ...fields, dateline, body, base: this.base.id, seen: this.base.at, apart };
    return { key: crypto.randomUUID(), body: JSON.stringify(sent), text: structuredClone(text) };
  }

  async #send(): Promise<void> {
    if (this.#flying || this.#held || this.#stopped || !this.isDirty) return;
    this.#flying = true;
    let attempt = this.#attempts[0];
    if (!attempt) {
      attempt = this.#attempt(this.#page.text(), this.#apart);
      this.#upTo.set(attempt, this.#changed);
      this.#attempts = [attempt];
    }
    // What is about to be sent is known here by its key before it is sent.
    await this.keep();
    if (this.#tries === 0) this.#stand('saving');
    const waits = this.#tries > 0 && this.standing === 'ended' && !(await this.#page.isStill());
    const answer: Answer<Told> = waits ? { is: 'silence' } : await this.#page.send(attempt);
    this.#flying = false;
    if (this.#stopped) return;
    if (answer.is === 'done') await this.#done(answer.value, attempt);
    else if (answer.is === 'silence') this.#again(this.standing === 'ended' ? 'ended' : 'kept');
    else await this.#said(answer.problem, attempt);
  }

  async #done(told: Told, attempt: Attempt): Promise<void> {
    const upTo = this.#upTo.get(attempt);
    this.base = { id: told.head.id, at: told.head.at };
    this.ancestor = attempt.text;
    this.#attempts.shift();
    this.#tries = 0;
    if (upTo !== undefined) {
      this.#sent = upTo;
      this.#apart = false;
      this.#since = Date.now();
    }
    this.#page.saved(told);
    await this.#settled();
  }

  /** Goes on with what was written meanwhile, or is done. */
  async #settled(): Promise<void> {
    if (this.isDirty) {
      if (!this.#held) this.#stand('saving');
      this.#keeping ??= setTimeout(() => void this.keep(), 0);
      this.#soon(this.#attempts.length > 0 || this.#apart ? 0 : AFTER_KEY);
      return;
    }
    await this.#forget();
    // Another key may have come while the store was at work.
    if (!this.isDirty) this.#stand('saved');
  }

  #forget(): Promise<void> {
    const id = `${this.#page.person}:${this.#page.article}`;
    return this.#inOrder(() => (this.isDirty ? Promise.resolve() : this.#keeper.forget(id)));
  }

  async #said(problem: Problem, attempt: Attempt): Promise<void> {
    if (problem.status === 401) return this.#again('ended', problem);
    const newer = problem.newest as Newer | undefined;
    if (problem.code === 'refused.write.stale' && newer) {
      // An earlier request of ours was done though its answer never came.
      if (isSame(newer.manuscript, attempt.text)) {
        const head = { id: newer.id, at: newer.at, number: 0, by: newer.by };
        return this.#done({ head, manuscript: newer.manuscript, checklist: [] }, attempt);
      }
      this.#attempts = [];
      this.#held = true;
      await this.keep();
      this.#page.newer(newer, this.ancestor);
      return;
    }
    // The same text would be refused again: the next change is sent, or the next visit.
    this.#attempts = [];
    this.#tries = 0;
    this.#since = Date.now();
    await this.keep();
    this.#stand('refused', problem);
  }

  #again(standing: Standing, problem?: Problem): void {
    const wait = RETRIES[Math.min(this.#tries, RETRIES.length - 1)]!;
    this.#tries++;
    this.#stand(this.#isKept ? standing : 'lost', problem);
    this.#soon(wait);
  }

  /** Says how the text stands; a conflict is said by the page that shows it. */
  #stand(standing: Standing, problem?: Problem): void {
    this.standing = standing;
    this.#page.stands(standing, problem);
  }

  /** A person has to choose. */
  conflicts(): void {
    this.#stand(this.#isKept ? 'conflict' : 'lost');
  }
}
