// The keys of the library and of one picture: physical keys, only outside fields.

/** Binds them. */
export function shortcuts(): void {
  const cards = [...document.querySelectorAll<HTMLAnchorElement>('[data-pictures] a')];
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    const target = event.target as HTMLElement;
    if (target.closest('input, textarea, select, dialog, [contenteditable]')) return;
    if (event.code === 'KeyF') return act(event, document.querySelector<HTMLElement>('#ring'));
    if (event.code === 'Slash') return act(event, document.querySelector<HTMLElement>('#q'));
    if (event.code === 'BracketLeft') return go(event, 'a[rel=prev]');
    if (event.code === 'BracketRight') return go(event, '.picture-room a[rel=next]');
    if (event.code === 'Escape') return go(event, '.way a');
    if (target.id !== 'ring') walk(event, cards);
  });
}

function act(event: KeyboardEvent, target: HTMLElement | null): void {
  if (!target) return;
  event.preventDefault();
  target.focus();
}

function go(event: KeyboardEvent, selector: string): void {
  const link = document.querySelector<HTMLAnchorElement>(selector);
  if (!link) return;
  event.preventDefault();
  link.click();
}

/** Arrows walk the grid; they are physical: → goes to what is drawn on the right. */
function walk(event: KeyboardEvent, cards: HTMLAnchorElement[]): void {
  const now = cards.indexOf(event.target as HTMLAnchorElement);
  const top = cards[0]?.getBoundingClientRect().top;
  const across = Math.max(1, cards.filter((card) => card.getBoundingClientRect().top === top).length);
  const forward = document.documentElement.dir === 'rtl' ? -1 : 1;
  const steps: Record<string, number> = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: across, ArrowUp: -across };
  const step = steps[event.code];
  if (step === undefined || cards.length === 0) return;
  // Arrows scroll the page as ever until one is among the pictures.
  if (now < 0) return;
  const next = cards[now + step];
  if (next) act(event, next);
}
