// A verb in the field that shows the password while it is being written.

export function reveals(field: HTMLInputElement): void {
  const verb = document.createElement('button');
  verb.type = 'button';
  verb.className = 'verb reveal';
  verb.setAttribute('aria-controls', field.id);
  const say = (shown: boolean) => {
    field.type = shown ? 'text' : 'password';
    verb.textContent = (shown ? field.dataset.hide : field.dataset.show) ?? '';
    verb.setAttribute('aria-pressed', String(shown));
  };
  verb.addEventListener('click', () => {
    say(field.type === 'password');
    field.focus();
  });
  // Sent hidden, so that a browser keeps it as a password.
  field.form?.addEventListener('submit', () => say(false));
  say(false);
  const around = document.createElement('span');
  around.className = 'revealing';
  around.dir = 'ltr';
  field.replaceWith(around);
  around.append(field, verb);
}
