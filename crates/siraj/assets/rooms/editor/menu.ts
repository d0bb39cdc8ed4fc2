// A list to choose from beside the caret. The focus stays in the text while somebody types what they
// look for, or goes to the list itself when a button has opened it.

import { freshId, make } from './dom.ts';

export interface Choice {
  id: string;
  label: string;
  /** A second, quieter line. */
  meta?: string;
  /** The key that does the same. */
  cap?: string;
}

export interface Place {
  x: number;
  top: number;
  bottom: number;
}

export class Menu {
  readonly element: HTMLElement;
  private readonly list: HTMLElement;
  private readonly foot = make('p', { class: 'menu-foot' });
  private choices: Choice[] = [];
  private current = 0;
  private picked: (choice: Choice, event: Event) => void = () => undefined;
  private owner: HTMLElement | null = null;
  private opener: HTMLElement | null = null;

  constructor(private readonly frame: HTMLElement) {
    this.list = make('div', { class: 'menu-list', role: 'listbox', id: freshId('menu'), tabindex: '0' });
    this.element = make('div', { class: 'menu', hidden: '' }, this.list, this.foot);
    this.list.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.leave();
      else if (!this.key(event)) return;
      event.preventDefault();
      event.stopPropagation();
    });
    this.list.addEventListener('focusout', () => this.owner === this.list && this.close());
    frame.append(this.element);
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Shows the choices under the button that asks for them, and goes there. */
  open(label: string, choices: Choice[], opener: HTMLElement, picked: (choice: Choice, event: Event) => void): void {
    const { left, right, top, bottom } = opener.getBoundingClientRect();
    this.opener = opener;
    this.show(label, choices, '', { x: getComputedStyle(opener).direction === 'rtl' ? right : left, top, bottom }, picked);
  }

  /** Shows the choices at a place; the owner is the element that keeps the focus. */
  show(label: string, choices: Choice[], foot: string, place: Place, picked: (choice: Choice, event: Event) => void, owner?: HTMLElement): void {
    const same = choices.length === this.choices.length && choices.every((choice, at) => choice.id === this.choices[at]?.id);
    this.choices = choices;
    this.picked = picked;
    if (!same || !this.isOpen) this.current = 0;
    this.list.setAttribute('aria-label', label);
    this.foot.textContent = foot;
    this.foot.hidden = foot === '';
    this.element.hidden = false;
    this.draw();
    this.place(place);
    this.owner = owner ?? this.list;
    if (owner) {
      owner.setAttribute('aria-haspopup', 'listbox');
      owner.setAttribute('aria-controls', this.list.id);
    } else {
      this.list.tabIndex = 0;
      this.list.focus();
    }
    this.point();
  }

  close(): void {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.choices = [];
    for (const name of ['aria-haspopup', 'aria-controls', 'aria-activedescendant']) this.owner?.removeAttribute(name);
    this.owner = null;
  }

  private leave(): void {
    this.close();
    this.opener?.focus();
  }

  /** What a key does while the menu is open; answers whether it was for the menu. */
  key(event: KeyboardEvent): boolean {
    if (!this.isOpen || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const count = this.choices.length;
        if (count > 0) this.go((this.current + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
        return true;
      }
      case 'Home':
      case 'End':
        if (this.owner !== this.list) return false;
        this.go(event.key === 'Home' ? 0 : this.choices.length - 1);
        return true;
      case 'Enter':
      case 'Tab': {
        const choice = this.choices[this.current];
        if (!choice || (event.key === 'Tab' && this.owner === this.list)) return false;
        this.picked(choice, event);
        return true;
      }
      case 'Escape':
        return false;
      default:
        return this.owner === this.list && this.jump(event.key);
    }
  }

  private jump(key: string): boolean {
    if ([...key].length !== 1) return false;
    const found = this.choices.findIndex((choice, at) => at > this.current && choice.label.startsWith(key));
    const first = found < 0 ? this.choices.findIndex((choice) => choice.label.startsWith(key)) : found;
    if (first >= 0) this.go(first);
    return true;
  }

  private go(to: number): void {
    this.current = to;
    this.point();
  }

  private draw(): void {
    this.list.replaceChildren(
      ...this.choices.map((choice, at) => {
        const option = make(
          'div',
          { class: 'option', role: 'option', id: `${this.list.id}-${at}`, 'aria-selected': 'false' },
          make('span', { class: 'option-label', dir: 'auto' }, choice.label),
          choice.meta ? make('span', { class: 'option-meta' }, choice.meta) : null,
          choice.cap ? make('kbd', {}, choice.cap) : null,
        );
        option.addEventListener('mousedown', (event) => event.preventDefault());
        option.addEventListener('click', (event) => this.picked(choice, event));
        return option;
      }),
    );
  }

  private point(): void {
    [...this.list.children].forEach((option, at) => {
      option.setAttribute('aria-selected', String(at === this.current));
      if (at === this.current) {
        option.scrollIntoView({ block: 'nearest' });
        this.owner?.setAttribute('aria-activedescendant', option.id);
      }
    });
    if (this.choices.length === 0) this.owner?.removeAttribute('aria-activedescendant');
  }

  private place(place: Place): void {
    placeIn(this.frame, this.element, place);
  }
}

/** Puts an element under a place on the screen, or above it where there is more room, within the frame. */
export function placeIn(frame: HTMLElement, element: HTMLElement, { x, top, bottom }: Place): void {
  const box = frame.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = element;
  const reach = Math.max(0, box.width - width);
  const rightToLeft = getComputedStyle(frame).direction === 'rtl';
  const from = rightToLeft ? box.right - x : x - box.left;
  element.style.insetInlineStart = `${Math.max(0, Math.min(from, reach))}px`;
  const room = window.innerHeight - bottom;
  const above = room < height + 16 && top > room;
  element.style.insetBlockStart = `${above ? top - box.top - height - 6 : bottom - box.top + 6}px`;
}
