// A page of the rooms fetched by a script: the server draws it as it draws every page, and the script
// takes the part that it wants.

/** The document at an address, or nothing where the server did not answer with one. */
export async function pageAt(address: string, signal?: AbortSignal): Promise<Document | undefined> {
  try {
    const answer = await fetch(address, { signal, headers: { accept: 'text/html' } });
    // Whoever was signed out is led to the door, which is no page of this kind.
    if (!answer.ok || new URL(answer.url).pathname !== new URL(address, location.href).pathname) return undefined;
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch (error) {
    if (signal?.aborted) throw error;
    return undefined;
  }
}

/** Whether somebody is writing: single keys are letters there. */
export function isWriting(event: KeyboardEvent): boolean {
  const at = event.target as HTMLElement;
  if (at.isContentEditable || at.closest('textarea, select, [role="combobox"]')) return true;
  const field = at.closest('input');
  return field !== null && field.type !== 'checkbox' && field.type !== 'radio';
}

/** A dialog with a heading and a way out; it is gone when it is closed. */
export function dialog(title: string, close: string): HTMLDialogElement {
  const made = document.createElement('dialog');
  made.className = 'dialog';
  const head = document.createElement('div');
  head.className = 'leaves';
  const heading = document.createElement('h2');
  heading.id = 'dialog-title';
  heading.textContent = title;
  const out = document.createElement('button');
  out.type = 'button';
  out.className = 'verb quiet';
  out.textContent = close;
  out.addEventListener('click', () => made.close());
  head.append(heading, out);
  made.append(head);
  made.setAttribute('aria-labelledby', heading.id);
  made.addEventListener('close', () => made.remove());
  // A click beside it closes it.
  made.addEventListener('click', (event) => {
    if (event.target === made) made.close();
  });
  document.body.append(made);
  return made;
}
