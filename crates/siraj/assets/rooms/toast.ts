// What was just done, with its undoing: it leaves by itself, but never under the pointer or while it
// has the focus. The address forgets it, so that it is not told again.

const STAYS = 8000;

export function leaves(toast: HTMLElement): void {
  const address = new URL(location.href);
  for (const name of ['did', 'of', 'aside']) address.searchParams.delete(name);
  history.replaceState(null, '', address);
  let waits = 0;
  const hold = () => clearTimeout(waits);
  const wait = () => {
    hold();
    waits = window.setTimeout(() => toast.remove(), STAYS);
  };
  toast.addEventListener('pointerenter', hold);
  toast.addEventListener('pointerleave', wait);
  toast.addEventListener('focusin', hold);
  toast.addEventListener('focusout', wait);
  // A live region speaks of what changes in it, not of what it was born with.
  const status = toast.querySelector('[role="status"]');
  const words = status?.textContent ?? '';
  if (status) {
    status.textContent = '';
    requestAnimationFrame(() => (status.textContent = words));
  }
  wait();
}
