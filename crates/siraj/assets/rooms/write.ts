// The writing page. The text is on the screen; everything else serves to lose none of it: what is
// typed is kept here at once, sent soon, brought together with what others wrote, and said how it
// stands. The parts are in `write/`, the text's own editor is in `editor/`.

import { mountEditor, type Editor } from './editor/editor.ts';
import { announce, Bar, state, tell } from './write/bar.ts';
import { type Finding, showChecks } from './write/checks.ts';
import { ConflictPage } from './write/conflict.ts';
import { Fields, wrongFields } from './write/fields.ts';
import { Keeper, type Kept } from './write/keeper.ts';
import { merge, outcome } from './write/merge.ts';
import { Notes } from './write/notes.ts';
import { alike } from './write/like.ts';
import { byId, data, el, isolated, isToday, t, time, verb } from './write/page.ts';
import { asked, LeadPicture } from './write/pictures.ts';
import { type Heard, Lock, Presence } from './write/presence.ts';
import { Rail } from './write/rail.ts';
import { Related } from './write/related.ts';
import { type Newer, Saver, type Told } from './write/saver.ts';
import { ask, lookAt, read } from './write/server.ts';
import { FieldSlips } from './write/slips.ts';
import { type Manuscript, blocks, isSame } from './write/text.ts';
import { Topics } from './write/topics.ts';

const me = data.page.person.id;

class Writing {
  #fields: Fields;
  #rail: Rail;
  #topics: Topics;
  #lead: LeadPicture;
  #slips: FieldSlips;
  #editor: Editor | undefined;
  #document: unknown;
  #saver: Saver;
  #keeper = new Keeper();
  #bar: Bar;
  #presence: Presence | undefined;
  #notes: Notes | undefined;
  #lock: Lock;
  #conflict: ConflictPage | undefined;
  #writes = false;
  #findings: Finding[] = data.checklist;
  #written = Date.now();
  #savedAt = data.head.at;
  #names = new Map<string, string>();
  #looking: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const changed = () => this.#changed();
    this.#bar = new Bar(() => void this.#copy());
    this.#slips = new FieldSlips();
    this.#fields = new Fields(changed, () => this.#editor?.focus());
    this.#rail = new Rail(data.manuscript, changed);
    this.#topics = new Topics(changed);
    this.#lead = new LeadPicture(changed, () => void this.#lookAgain());
    this.#saver = new Saver(
      {
        person: me,
        article: data.id,
        short_id: data.short_id,
        text: () => this.#text(),
        stands: (standing, problem) => {
          this.#bar.show(standing, this.#savedAt, problem);
          wrongFields(standing === 'refused' ? (problem?.errors ?? []) : null);
        },
        saved: (told) => this.#saved(told),
        newer: (newer, ancestor) => void this.#newer(newer, ancestor),
        send: (attempt) => ask<Told>('PUT', `/articles/${data.id}`, attempt.body, attempt.key),
        isStill: async () => (await read<{ person: string }>('/me'))?.person === me,
      },
      this.#keeper,
      { id: data.head.id, at: data.head.at },
      data.manuscript,
    );
    this.#lock = new Lock(() => this.#yield());
    for (const person of data.page.choices.people) this.#names.set(person.id, person.name);
  }

  async begin(): Promise<void> {
    const [own, here] = await Promise.all([this.#lock.take(false), this.#keeper.get(`${me}:${data.id}`)]);
    const kept = own ? here : undefined;
    this.#write(data.manuscript);
    this.#mount(own);
    if (kept) this.#takeUp(kept);
    if (own) this.#meet();
    else tell('window', t('own_other_window'), verb(t('write_here'), () => void this.#wrest()));
    this.#checks(data.checklist);
    this.#typography(data);
    if (!this.#saver.isDirty && isToday(data.head.at)) this.#bar.show('saved', data.head.at);
    void this.#topics.look();
    this.#notes = new Notes(
      () => this.#editor,
      () => blocks(this.#text()),
    );
    alike(
      () => this.#saver.flush(),
      (hit, card) => {
        this.#details(false);
        this.#editor?.putArticle(hit, card);
      },
      new Related(),
    );
    void this.#others();
    this.#bindKeys();
    addEventListener('online', () => this.#saver.wake());
    addEventListener('focus', () => this.#saver.wake());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#saver.wake();
      else void this.#saver.flush();
    });
    addEventListener('beforeunload', (event) => {
      // Asked only where a word would be lost: what is kept here comes back by itself.
      if (this.#saver.isUnkept) event.preventDefault();
    });
    addEventListener('pagehide', () => void this.#saver.keep());
  }

  #text(): Manuscript {
    const base = this.#saver?.ancestor ?? data.manuscript;
    return {
      ...base,
      ...this.#fields.read(),
      ...this.#rail.read(),
      topics: this.#topics.read(),
      picture: this.#lead.read(),
      body: { format: 'prosemirror', document: (this.#editor?.json() ?? this.#document) as Manuscript['body']['document'] },
    };
  }

  /** Puts a text on the page. */
  #write(text: Manuscript): void {
    this.#fields.write(text);
    this.#rail.write(text);
    this.#topics.write(text.topics);
    this.#lead.write(text.picture);
    this.#document = text.body.document;
    this.#editor?.replace(text.body.document);
    this.#figures();
  }

  #mount(writes: boolean): void {
    const document = this.#editor?.json() ?? this.#document;
    this.#editor?.destroy();
    this.#writes = writes;
    this.#fields.allow(writes);
    this.#rail.allow(writes);
    byId('write').toggleAttribute('data-follows', !writes);
    this.#editor = mountEditor({
      ...asked,
      element: byId('text'),
      document,
      language: data.page.language,
      direction: data.page.direction,
      words: data.page.editor,
      otherWords: data.page.editor_too,
      changed: () => this.#changed(),
      openDetails: () => this.#details(true),
      typography: lookAt,
      readOnly: !writes,
    });
    this.#notes?.show();
    this.#figures();
  }

  #changed(): void {
    if (!this.#writes) return;
    this.#written = Date.now();
    this.#figures();
    this.#saver.changed();
  }

  #figures(): void {
    const counts = this.#editor?.counts();
    if (counts) byId('figures').textContent = `${t('words', { n: counts.words })} · ${t('minutes', { n: counts.minutes })}`;
    const { headline } = this.#fields.read();
    this.#rail.address(headline);
    document.title = document.title.replace(/^.*?(?= \| [^|]*$|$)/, headline.trim() || t('no_headline'));
  }

  #saved(told: Told): void {
    this.#savedAt = told.head.at;
    if (told.checklist.length > 0 || told.head.number > 0) this.#checks(told.checklist);
    this.#typography(told);
    state(told);
    const versions = document.getElementById('versions');
    if (versions && told.head.number > 0) versions.textContent = String(told.head.number);
    // Once the hands rest: what a text mentions changes slowly.
    clearTimeout(this.#looking);
    this.#looking = setTimeout(() => void this.#topics.look(), 3_000);
  }

  /** What the server found in the text that it has. */
  #typography({ manuscript, typography }: Told): void {
    if (!typography) return;
    this.#slips.show(manuscript, typography);
    this.#editor?.typography(manuscript.body.document, typography);
  }

  #checks(found: Finding[]): void {
    this.#findings = found;
    const toPicture = (id: string) => {
      const at = blocks(this.#text()).findIndex((block) => JSON.stringify(block).includes(id));
      if (at >= 0) this.#editor?.goTo(at);
      else byId('lead-picture').querySelector<HTMLElement>('input, button')?.focus();
      if (at < 0) this.#details(true);
    };
    showChecks(this.#findings, toPicture, () => this.#editor?.focus());
  }

  async #lookAgain(): Promise<void> {
    const told = await read<Told>(`/articles/${data.id}`);
    if (told) this.#checks(told.checklist);
  }

  /** Takes up what an earlier page could not send. */
  #takeUp(kept: Kept): void {
    if (kept.attempts.length === 0 && isSame(kept.text, data.manuscript)) return void this.#keeper.forget(kept.id);
    this.#write(kept.text);
    tell('kept', t('taken_up', { time: time(kept.at) }));
    this.#saver.take(kept);
  }

  /** Somebody saved meanwhile: what does not collide goes together by itself. */
  async #newer(newer: Newer, ancestor: Manuscript): Promise<void> {
    const mine = structuredClone(this.#text());
    const merged = merge(ancestor, mine, newer.manuscript);
    const name = newer.by === me ? t('yourself_elsewhere') : (this.#names.get(newer.by) ?? t('somebody'));
    if (merged.places.length === 0) {
      this.#write(outcome(merged, []));
      this.#saver.resume(newer);
      if (merged.brought) tell('merged', t('merged', { name: isolated(name) }), el('a', { href: `${location.pathname}/versions` }, t('versions')));
      return;
    }
    this.#conflict?.close();
    this.#conflict = new ConflictPage({
      merged,
      name,
      mineAt: time(this.#written),
      theirsAt: time(newer.at),
      save: (choices) => {
        this.#over();
        this.#write(outcome(merged, choices));
        this.#saver.settle(newer, mine);
        announce(t('saving'));
      },
      apart: () => void this.#apart(mine, newer),
    });
    document.body.toggleAttribute('data-conflict', true);
    this.#saver.conflicts();
  }

  #over(): void {
    this.#conflict?.close();
    this.#conflict = undefined;
    document.body.toggleAttribute('data-conflict', false);
  }

  /** One's own text leaves as an article of its own, and theirs stays. */
  async #apart(mine: Manuscript, newer: Newer): Promise<void> {
    const { ...text } = mine;
    const body = JSON.stringify({ ...text, slug: null, edition: data.edition.id });
    const answer = await ask<{ short_id: string }>('POST', '/articles', body, `apart-${newer.id}-${Date.parse(newer.at)}`);
    if (answer.is !== 'done') return tell('apart', answer.is === 'problem' ? answer.problem.detail : t('not_apart'));
    this.#over();
    this.#write(newer.manuscript);
    await this.#saver.give({ id: newer.id, at: newer.at }, newer.manuscript);
    tell('apart', t('is_apart'), el('a', { href: `/newsroom/articles/${answer.value.short_id}` }, t('open_it')));
  }

  /** Another window of the same person goes on. */
  async #yield(): Promise<void> {
    await this.#saver.stop();
    this.#presence?.want('read');
    this.#mount(false);
    tell('window', t('own_other_window'), verb(t('write_here'), () => location.reload()));
  }

  async #wrest(): Promise<void> {
    await this.#lock.take(true);
    tell('window', null);
    const kept = await this.#keeper.get(`${me}:${data.id}`);
    await this.#fresh();
    this.#mount(true);
    if (kept) this.#takeUp(kept);
    this.#meet(true);
  }

  #meet(asks = false): void {
    this.#presence = new Presence(
      {
        writes: () => void this.#mayWrite(),
        reads: () => void this.#mayRead(),
        heard: (heard) => this.#heard(heard),
        flush: () => this.#saver.flush(),
      },
      'write',
      asks,
    );
  }

  async #mayWrite(): Promise<void> {
    if (this.#writes) return;
    await this.#fresh();
    this.#mount(true);
    announce(t('you_write'));
    tell('pen', null);
  }

  async #mayRead(): Promise<void> {
    await this.#saver.flush();
    if (this.#writes) this.#mount(false);
  }

  /** The newest text, unless something of one's own is still to be sent. */
  async #fresh(): Promise<void> {
    if (this.#saver.isDirty) return;
    const told = await read<Told>(`/articles/${data.id}?text=prosemirror`);
    if (!told || this.#saver.isDirty || told.head.id + told.head.at === this.#saver.base.id + this.#saver.base.at) return;
    this.#write(told.manuscript);
    this.#saved(told);
    await this.#saver.give({ id: told.head.id, at: told.head.at }, told.manuscript);
  }

  #heard(heard: Heard): void {
    if (heard.head.by !== me) this.#names.set(heard.head.by, heard.head.name);
    state(heard);
    const isNewer = heard.head.at !== this.#saver.base.at || heard.head.id !== this.#saver.base.id;
    // A reader follows; a writer learns of it by the next save, which brings both together.
    if (isNewer && !this.#writes) void this.#fresh();
  }

  /** Texts of other articles that this browser still keeps. */
  async #others(): Promise<void> {
    const all = (await this.#keeper.all(me)).filter((one) => one.article !== data.id);
    if (all.length === 0) return;
    const links = all.map((one) => el('a', { href: `/newsroom/articles/${one.short_id}` }, el('bdi', {}, one.text.headline || t('no_headline'))));
    tell('others', t('others_kept', { n: all.length }), ...links);
  }

  async #copy(): Promise<void> {
    const { kicker, headline, standfirst } = this.#fields.read();
    const text = [kicker, headline, standfirst, this.#editor?.plainText()].filter(Boolean).join('\n\n');
    await navigator.clipboard.writeText(text).then(
      () => announce(t('copied')),
      () => {
        const box = el('textarea', { readonly: true, 'aria-label': t('copy_text'), class: 'copy' });
        box.value = text;
        byId('told').append(box);
        box.select();
      },
    );
  }

  #details(open: boolean): void {
    byId('write').toggleAttribute('data-details', open);
    if (open) byId('details').focus();
    else this.#editor?.focus();
  }

  async #submit(): Promise<void> {
    if (this.#conflict) return byId('conflict-title').focus();
    await this.#saver.flush();
    if (this.#saver.isDirty) return;
    const answer = await ask<Told>('POST', `/articles/${data.id}/submission`, '{}');
    if (answer.is === 'done') location.reload();
    else tell('submit', answer.is === 'problem' ? answer.problem.detail : t('not_submitted'));
  }

  async #leaveFor(path: string): Promise<void> {
    // First a choice: what would be published is not the text that was written.
    if (this.#conflict) return byId('conflict-title').focus();
    await this.#saver.flush();
    location.assign(path);
  }

  #bindKeys(): void {
    const publish = document.getElementById('publish') as HTMLAnchorElement | null;
    const submit = document.getElementById('submit');
    const links = [publish, byId('go-preview')].filter((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement);
    for (const link of links) {
      link.addEventListener('click', (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        void this.#leaveFor(link.href);
      });
    }
    submit?.addEventListener('click', () => void this.#submit());
    byId('strip').addEventListener('click', () => this.#details(true));
    byId('details-back').addEventListener('click', (event) => {
      event.preventDefault();
      this.#details(false);
    });
    document.addEventListener('keydown', (event) => {
      const control = event.ctrlKey || event.metaKey;
      if (this.#conflict) return;
      if (control && event.code === 'KeyS') void this.#saver.flush();
      else if (control && event.code === 'Enter') {
        if (data.page.may_publish && publish) void this.#leaveFor(publish.href);
        else if (submit) void this.#submit();
      } else if (event.code === 'F9') void this.#leaveFor(byId<HTMLAnchorElement>('go-preview').href);
      else return;
      event.preventDefault();
    });
  }
}

/** Somebody who only reads: the text is on the page; who else is here and what is new is told. */
function reading(): void {
  showChecks(data.checklist, () => undefined, () => undefined);
  let known = data.head.at;
  new Presence(
    {
      writes: () => undefined,
      reads: () => undefined,
      flush: async () => undefined,
      heard: (heard) => {
        state(heard);
        if (heard.head.at === known) return;
        known = heard.head.at;
        tell('newer', t('newer_text', { name: isolated(heard.head.name) }), verb(t('show_it'), () => location.reload()));
      },
    },
    'read',
  );
}

if (data.page.may_edit) void new Writing().begin();
else reading();

