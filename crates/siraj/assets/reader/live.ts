// A live article: asks for new posts and offers them behind a button, so that nothing moves under
// who reads. Asked for is the newest part of the page alone; an unchanged one costs a 304.

const EVERY = 30_000;
const SLOWEST = 600_000;

export function live(): void {
  const box = document.querySelector<HTMLElement>('.coverage[data-live]');
  const button = box?.querySelector<HTMLButtonElement>('.fresh button');
  const url = box?.dataset.live;
  if (!box || !button || !url) return;
  const words = (box.dataset.fresh ?? '').split('|');
  const changed = box.dataset.changed ?? '';
  let wait = EVERY;
  let timer = 0;
  let etag: string | null = null;
  let fresh: HTMLElement | null = null;

  const later = () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, wait);
  };
  const posts = (within: ParentNode) => [...within.querySelectorAll<HTMLElement>('.post')];
  const own = (post: HTMLElement) => box.querySelector<HTMLElement>(`#${post.id}`);
  const isNew = (post: HTMLElement) => !own(post);
  const isChanged = (post: HTMLElement) => (own(post)?.dataset.stamp ?? post.dataset.stamp) !== post.dataset.stamp;

  const put = (found: HTMLElement, part: string) => {
    const [here, there] = [box.querySelector(part), found.querySelector(part)];
    if (here && there) here.replaceWith(there);
  };

  /** What came is kept aside; only its number is told. */
  const offer = (found: HTMLElement) => {
    fresh = found;
    const all = posts(found);
    const count = all.filter(isNew).length;
    const said = count && count === all.length && own(all[0] ?? found) === null && posts(box).length ? words.length : count;
    const text = said ? words[Math.min(said, words.length) - 1] : all.some(isChanged) ? changed : '';
    if (button.textContent !== text) button.textContent = text ?? '';
    button.hidden = !text;
    put(found, '.coverage-state');
  };

  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(url, { cache: 'no-cache', credentials: 'omit' });
      if (answer.status === 404 || answer.status === 410) return;
      if (!answer.ok) throw new Error();
      wait = EVERY;
      const tag = answer.headers.get('etag');
      if (!tag || tag !== etag) {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const found = page.querySelector<HTMLElement>('.coverage');
        if (!found) return;
        etag = tag;
        offer(found);
        // Ended: nothing more will come.
        if (!found.dataset.live) return;
      }
    } catch {
      wait = Math.min(wait * 2, SLOWEST);
    }
    later();
  };

  button.addEventListener('click', () => {
    if (!fresh) return;
    const came = posts(fresh);
    const first = came.filter(isNew);
    // More came than was asked for: the page itself has them all.
    if (first.length === came.length && posts(box).length) return location.reload();
    for (const post of came.filter(isChanged)) own(post)?.replaceWith(post);
    const list = box.querySelector('.posts');
    list?.querySelector('.empty')?.remove();
    list?.prepend(...first);
    put(fresh, '.coverage-top');
    for (const post of posts(box)) post.classList.toggle('new-post', first.includes(post));
    fresh = null;
    button.hidden = true;
    const goal = first[0] ?? list?.querySelector<HTMLElement>('.post');
    goal?.focus({ preventScroll: true });
    goal?.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth', block: 'start' });
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) clearTimeout(timer);
    else void ask();
  });
  later();
}
