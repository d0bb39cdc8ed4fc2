// What makes the rooms of an article quicker with a script: keys, the text's faults marked where
// they stand, a correction seen while it is written. Every page works without it.

const find = <T extends Element>(what: string, within: ParentNode = document) => within.querySelector<T>(what);
const all = <T extends Element>(what: string, within: ParentNode = document) => within.querySelectorAll<T>(what);

/** Whether keys belong to what is being written. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

function keys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return;
    if (event.code === 'Escape' && !isWriting(event.target)) {
      find<HTMLAnchorElement>('[data-key="Escape"]')?.click();
    } else if (event.code === 'Enter' && (event.ctrlKey || event.metaKey)) {
      const first = find<HTMLButtonElement>('[data-primary]');
      if (!first) return;
      event.preventDefault();
      first.click();
    } else if (event.code === 'F8') {
      const fields = [...all<HTMLElement>('.checks .repair :is(input:not([type=hidden]), textarea, select, button)')];
      const here = fields.indexOf(document.activeElement as HTMLElement);
      const next = fields[here + 1] ?? fields[0];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
  });
}

/** A button that cannot act yet leads to what stops it. */
function stopped(): void {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[aria-disabled="true"]');
    if (!button) return;
    event.preventDefault();
    const fault = find<HTMLElement>('.checks .blocks :is(input:not([type=hidden]), textarea, select, a, button)');
    (fault ?? button).focus();
  });
}

/** While a form is on its way its button says so, keeps its width and is not pressed twice. */
function working(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'sent';
    const button = event.submitter;
    if (button instanceof HTMLButtonElement && button.dataset.working) {
      button.dataset.words = button.textContent ?? '';
      const { width } = button.getBoundingClientRect();
      // Set through the object model, which the site's policy allows.
      button.style.minInlineSize = `${width}px`;
      // The button's own value is read before this runs.
      setTimeout(() => {
        button.textContent = button.dataset.working ?? '';
      });
    }
  });
  window.addEventListener('pageshow', () => {
    for (const form of all<HTMLFormElement>('form[data-sent]')) delete form.dataset.sent;
    for (const button of all<HTMLButtonElement>('button[data-words]')) button.textContent = button.dataset.words ?? '';
  });
}

/** Pictures that something was found about stand out of the dimmed text. */
function faults(): void {
  const keysAtFault = find<HTMLElement>('[data-at-fault]')?.dataset.atFault?.split(' ') ?? [];
  for (const key of keysAtFault) {
    if (!key) continue;
    for (const image of all<HTMLImageElement>(`.shown img[src*="/${CSS.escape(key)}/"]`)) {
      image.closest('figure')?.classList.add('at-fault');
    }
  }
}

/** A correction as readers will see it, while it is written. */
function correcting(): void {
  const form = find<HTMLFormElement>('[data-correcting]');
  const seen = form && find<HTMLElement>('.as-seen', form);
  if (!form || !seen) return;
  const label = find<HTMLElement>('[data-seen-label]', seen);
  const text = find<HTMLElement>('[data-seen-text]', seen);
  const written = find<HTMLTextAreaElement>('textarea', form);
  const draw = () => {
    const kind = find<HTMLInputElement>('input[name=kind]:checked', form);
    if (label && kind?.dataset.label) label.textContent = kind.dataset.label;
    if (text && written) text.textContent = written.value;
    seen.hidden = written?.value.trim() === '';
  };
  for (const button of all<HTMLElement>('[data-no-script]', form)) button.hidden = true;
  form.addEventListener('input', draw);
  draw();
}

function printing(): void {
  const button = find<HTMLButtonElement>('[data-print]');
  const frame = find<HTMLIFrameElement>('[data-look]');
  if (!button || !frame) return;
  const around = button.closest('p');
  if (around) around.hidden = false;
  button.addEventListener('click', () => frame.contentWindow?.print());
}

keys();
stopped();
working();
faults();
correcting();
printing();
