// The first related article slides in when the reader nears the end of the text. Closed once, it
// stays away for the day. Without script the same article stands in the block at the end.

import { remember, remembered } from './storage';

const KEY = 'fly-in-closed';

export function flyIn(): void {
  const box = document.querySelector<HTMLElement>('[data-fly-in]');
  const text = document.querySelector('.piece-text');
  const related = document.querySelector('#related');
  const today = new Date().toDateString();
  if (!box || !text || !related || remembered(KEY) === today) return;

  let closed = false;
  let near = false;
  let arrived = false;
  const update = () => {
    box.hidden = closed || !near || arrived;
  };
  const close = () => {
    closed = true;
    remember(KEY, today);
    stop();
    update();
  };
  const onScroll = () => {
    // Near: the text's last fifth has come into view.
    const { bottom, height } = text.getBoundingClientRect();
    near = bottom < innerHeight + Math.min(height / 5, innerHeight / 2);
    // Arrived: the block that holds the same article is itself in view.
    arrived = related.getBoundingClientRect().top < innerHeight - 80;
    update();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !box.hidden) close();
  };
  const stop = () => {
    removeEventListener('scroll', onScroll);
    removeEventListener('keydown', onKey);
  };
  box.querySelector('[data-close]')?.addEventListener('click', close);
  addEventListener('scroll', onScroll, { passive: true });
  addEventListener('keydown', onKey);
}
