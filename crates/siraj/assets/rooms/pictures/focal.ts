// The focal point of a picture, by pointer and by keys, and the crops that follow it live. It is a
// place in the picture: physical, from the left and from the top, never mirrored.

import { element } from './choose.ts';

/** Hundredths that an arrow moves it, alone and with Shift. */
const STEP = 1;
const LEAP = 10;

/** Puts the ring over the picture and binds it to the two number fields, which stay. */
export function focal(whole: HTMLElement): void {
  const x = document.querySelector<HTMLInputElement>('#x')!;
  const y = document.querySelector<HTMLInputElement>('#y')!;
  const legend = x.closest('fieldset')!.querySelector('legend')!.textContent ?? '';
  const ring = element('button', { type: 'button', class: 'ring', id: 'ring', 'aria-label': legend });
  whole.append(ring);
  whole.classList.add('live');
  for (const hidden of document.querySelectorAll<HTMLElement>('[data-middle], [data-keys]')) hidden.hidden = false;
  const crops = new Crops();
  const part = (field: HTMLInputElement) => Math.min(100, Math.max(0, Number.parseInt(field.value, 10) || 0));
  const show = (): void => {
    // The picture is not mirrored, so the ring's place is physical too.
    ring.style.setProperty('left', `${part(x)}%`);
    ring.style.setProperty('top', `${part(y)}%`);
    ring.setAttribute('aria-description', `${part(x)}%, ${part(y)}%`);
  };
  const move = (left: number, top: number): void => {
    const bounded = (value: number) => String(Math.round(Math.min(100, Math.max(0, value))));
    const [was, then] = [x.value, y.value];
    x.value = bounded(left);
    y.value = bounded(top);
    if (x.value === was && y.value === then) return;
    show();
    crops.follow(part(x) / 100, part(y) / 100);
    x.dispatchEvent(new Event('input', { bubbles: true }));
  };
  for (const field of [x, y]) {
    field.addEventListener('input', (event) => {
      if (!event.isTrusted) return;
      show();
      crops.follow(part(x) / 100, part(y) / 100);
    });
  }
  ring.addEventListener('keydown', (event) => {
    const step = event.shiftKey ? LEAP : STEP;
    const moves: Record<string, [number, number]> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const by = moves[event.code];
    if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(part(x) + by[0], part(y) + by[1]);
  });
  const point = (event: PointerEvent): void => {
    const box = whole.querySelector('img')!.getBoundingClientRect();
    move(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
  };
  whole.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    ring.focus();
    whole.setPointerCapture(event.pointerId);
    point(event);
  });
  whole.addEventListener('pointermove', (event) => {
    if (whole.hasPointerCapture(event.pointerId)) point(event);
  });
  document.querySelector('[data-middle]')!.addEventListener('click', () => {
    move(50, 50);
    ring.focus();
  });
  show();
}

/** The crops, drawn by the browser once the point moves: just as the server cuts them. */
class Crops {
  private readonly list = document.querySelector<HTMLElement>('[data-crops]')!;
  private readonly images = [...this.list.querySelectorAll('img')];

  follow(x: number, y: number): void {
    const width = Number(this.list.dataset.width);
    const height = Number(this.list.dataset.height);
    for (const image of this.images) {
      const ratio = Number(image.getAttribute('width')) / Number(image.getAttribute('height'));
      // What is cut out, in the original's pixels, with the point in its middle where that fits.
      const across = Math.min(width, height * ratio);
      const down = Math.min(height, width / ratio);
      const at = (point: number, all: number, cut: number): number => {
        const free = all - cut;
        const start = Math.min(free, Math.max(0, point * all - cut / 2));
        return free > 0.5 ? (start / free) * 100 : 50;
      };
      if (!image.classList.contains('live')) {
        image.classList.add('live');
        image.loading = 'eager';
        image.src = this.list.dataset.whole!;
      }
      image.style.objectPosition = `${at(x, width, across)}% ${at(y, height, down)}%`;
    }
  }
}
