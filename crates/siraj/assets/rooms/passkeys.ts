// A device answers for its person: the buttons appear where the browser can ask one.

type Options = { publicKey: Record<string, unknown> };
type Asked = { options?: Options; secret?: string; said?: string; way?: string };

/** The button that asks a device in, and the one that adds a key. */
export function passkeys(): void {
  if (!('PublicKeyCredential' in window) || !window.isSecureContext) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-passkey]')) {
    button.closest<HTMLElement>('[data-passkeys]')!.hidden = false;
    button.addEventListener('click', () => void run(button));
  }
}

async function run(button: HTMLButtonElement): Promise<void> {
  const address = button.dataset.passkey!;
  const adds = button.dataset.passkeyAdds !== undefined;
  const words = button.textContent;
  button.setAttribute('aria-disabled', 'true');
  button.textContent = button.dataset.waits ?? words;
  try {
    const asked = await post(address, {});
    if (!asked.options) return say(button, asked.said);
    const publicKey = bytes(asked.options.publicKey) as never;
    const credential = await (adds ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
    const done = await post(`${address}/answer`, { secret: asked.secret, answer: text(credential) });
    if (done.way) location.assign(done.way);
    else say(button, done.said);
  } catch (error) {
    // The person closed the device's own window, or it has no key for this site.
    say(button, error instanceof DOMException ? button.dataset.none : button.dataset.lost);
  } finally {
    button.removeAttribute('aria-disabled');
    button.textContent = words;
  }
}

async function post(address: string, body: unknown): Promise<Asked> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Asked;
}

function say(button: HTMLButtonElement, words: string | undefined): void {
  document.querySelector('.said')?.remove();
  const said = document.createElement('p');
  said.className = 'said stop';
  said.setAttribute('role', 'alert');
  said.textContent = words ?? '';
  button.closest('[data-passkeys]')!.before(said);
}

/** WebAuthn's JSON writes bytes in base 64; the browser's own call takes bytes. */
function bytes(options: Record<string, unknown>): Record<string, unknown> {
  const found = structuredClone(options) as Record<string, any>;
  found.challenge = decoded(found.challenge);
  if (found.user) found.user.id = decoded(found.user.id);
  for (const list of ['excludeCredentials', 'allowCredentials']) {
    for (const one of found[list] ?? []) one.id = decoded(one.id);
  }
  return found;
}

function text(credential: Credential | null): unknown {
  const found = credential as PublicKeyCredential;
  const response: Record<string, string> = {};
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    const value = (found.response as never)[name] as ArrayBuffer | null | undefined;
    if (value) response[name] = encoded(value);
  }
  return { id: found.id, rawId: encoded(found.rawId), type: found.type, response, extensions: {} };
}

function decoded(letters: string): Uint8Array {
  const plain = atob(letters.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function encoded(value: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(value));
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
