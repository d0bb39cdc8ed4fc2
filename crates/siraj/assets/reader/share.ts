// Copying the short address, and the device's own sharing where it has one. The links beside them
// need no script.

export function share(): void {
  const group = document.querySelector<HTMLElement>('.share');
  const status = group?.querySelector<HTMLElement>('[role=status]');
  if (!group || !status) return;
  const copy = group.querySelector<HTMLButtonElement>('[data-copy]');
  if (copy && navigator.clipboard) {
    show(copy);
    copy.addEventListener('click', async () => {
      await navigator.clipboard.writeText(copy.dataset.copy ?? '');
      status.textContent = group.dataset.copied ?? '';
    });
  }
  const device = group.querySelector<HTMLButtonElement>('[data-share]');
  if (device && 'share' in navigator) {
    show(device);
    device.addEventListener('click', () => {
      // Closing the device's sheet without choosing is no failure.
      navigator.share({ title: document.title, url: device.dataset.share }).catch(() => undefined);
    });
  }
}

function show(button: HTMLElement): void {
  const item = button.closest('li');
  if (item) item.hidden = false;
}
