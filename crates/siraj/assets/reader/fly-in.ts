// The first related article slides in when the reader nears the end of the text. Closed once, it
// stays away for the day. Without script the same article stands in the block at the end.

import { remember, remembered } from './storage';

const KEY = 'fly-in-closed';

export function flyIn(): void {
  const box = document.querySelector<HTMLElement>('[data-fly-in]');
  const text = document.querySelector('.piece-text');
  const today = new Date().toDateString();
  if (!box || !text || remembered(KEY) === today) return;

  const onScroll = () => {
    // Near: no more than a screen of the text is still to come.
    const { bottom, height } = text.getBoundingClientRect();
    if (bottom > innerHeight + Math.min(height / 4, innerHeight)) return;
    removeEventListener('scroll', onScroll);
    box.hidden = false;
  };
  const close = () => {
    box.hidden = true;
    remember(KEY, today);
    removeEventListener('scroll', onScroll);
    removeEventListener('keydown', onKey);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !box.hidden) close();
  };
  box.querySelector('[data-close]')?.addEventListener('click', close);
  addEventListener('scroll', onScroll, { passive: true });
  addEventListener('keydown', onKey);
}
