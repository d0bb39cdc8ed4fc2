// Words that are not saved yet warn before one leaves; a picture's sizes say how far they are.

/** How often the sizes are asked for, and how often at most. */
const EVERY_MS = 2000;
const TIMES = 90;

/** Says that something is not saved, and warns before the page is left. */
export function unsaved(form: HTMLFormElement): void {
  const state = form.querySelector<HTMLElement>('[data-state]')!;
  // What came back refused is not saved either.
  let changed = document.querySelector('.said.stop[role=alert]') !== null;
  const say = () => (state.textContent = changed ? (form.dataset.unsaved ?? '') : '');
  document.addEventListener('input', (event) => {
    const field = event.target as HTMLInputElement;
    if (field.form !== form) return;
    changed = true;
    say();
  });
  form.addEventListener('submit', () => (changed = false));
  window.addEventListener('beforeunload', (event) => {
    if (changed) event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    if (event.code === 'KeyS' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  say();
}

/** Follows the sizes while they are being made. */
export function sizes(): void {
  const told = document.querySelector<HTMLElement>('[data-sizes]');
  const path = told?.dataset.sizes;
  if (!told || !path) return;
  let left = TIMES;
  const look = async (): Promise<void> => {
    const answer = await fetch(path).catch(() => null);
    if (!answer?.ok) return;
    const { ready, words } = (await answer.json()) as { ready: boolean; words: string };
    if (told.textContent !== words) told.textContent = words;
    if (!ready && left-- > 0) setTimeout(() => void look(), EVERY_MS);
  };
  setTimeout(() => void look(), EVERY_MS);
}
