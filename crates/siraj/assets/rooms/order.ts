// Trees and lists that are put in order: Alt with an arrow presses the verb that the arrow means.

/** The verb of a key; keys are physical, so the one that points forward is the one of the page's direction. */
function meant(code: string, rtl: boolean): string | undefined {
  const inwards = rtl ? 'ArrowLeft' : 'ArrowRight';
  const outwards = rtl ? 'ArrowRight' : 'ArrowLeft';
  return { ArrowUp: 'up', ArrowDown: 'down', [inwards]: 'in', [outwards]: 'out' }[code];
}

export function order(): void {
  for (const list of document.querySelectorAll<HTMLElement>('[data-order]')) {
    list.addEventListener('keydown', (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const verb = meant(event.code, document.documentElement.dir === 'rtl');
      const row = (event.target as Element).closest('li');
      const button = verb && row?.querySelector<HTMLButtonElement>(`button[value="${verb}"]`);
      if (!button) return;
      // Alt with an arrow would go back in the browser's history.
      event.preventDefault();
      button.click();
    });
  }
}
