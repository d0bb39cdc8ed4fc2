// The first related article slides in when the reader nears the end of the text. Closed once, it
// stays away for the day; while the block that holds the same article is in view or passed, it makes
// way. Without script the same article stands in that block alone.

import { remember, remembered } from './storage';

const KEY = 'fly-in-closed';

export function flyIn(): void {
  const box = document.querySelector<HTMLElement>('[data-fly-in]');
  const text = document.querySelector('.piece-text');
  const block = document.querySelector('#related');
  const today = new Date().toDateString();
  if (!box || !text || !block || remembered(KEY) === today) return;

  let near = false;
  let told = false;
  const settle = () => {
    // Who is inside the box finishes there: a focus that vanished would be lost.
    if (!box.contains(document.activeElement)) box.hidden = !near || told;
  };
  const onScroll = () => {
    // Near: no more than a screen of the text is still to come.
    const { bottom, height } = text.getBoundingClientRect();
    if (bottom > innerHeight + Math.min(height / 4, innerHeight)) return;
    removeEventListener('scroll', onScroll);
    near = true;
    settle();
  };
  // All that has been passed counts as in view, so that a jump over the block is noticed as well.
  const watch = new IntersectionObserver(
    (entries) => {
      told = entries.at(-1)?.isIntersecting ?? told;
      settle();
    },
    { rootMargin: '1000000px 0px 0px' },
  );
  const close = () => {
    watch.disconnect();
    box.hidden = true;
    remember(KEY, today);
    removeEventListener('scroll', onScroll);
    removeEventListener('keydown', onKey);
    box.removeEventListener('focusout', onLeave);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !box.hidden) close();
  };
  // The focus has moved on only after the event.
  const onLeave = () => setTimeout(settle);
  box.querySelector('[data-close]')?.addEventListener('click', close);
  box.addEventListener('focusout', onLeave);
  addEventListener('scroll', onScroll, { passive: true });
  addEventListener('keydown', onKey);
  watch.observe(block);
}
