// Naming people in a note: after @ the names that fit are offered, and who is chosen is ticked below.

export function names(form: HTMLFormElement): void {
  const area = form.querySelector('textarea');
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[data-name]')];
  if (!area || boxes.length === 0) return;
  const list = document.createElement('ul');
  list.className = 'picker';
  list.id = 'names';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', form.querySelector('legend')?.textContent ?? '');
  area.after(list);
  area.setAttribute('aria-controls', list.id);
  area.setAttribute('aria-autocomplete', 'list');

  /** What is typed after the last @ before the caret. */
  const typed = () => /@([^@\n]{0,40})$/u.exec(area.value.slice(0, area.selectionStart));
  const close = () => {
    list.hidden = true;
    area.removeAttribute('aria-activedescendant');
  };
  const options = () => [...list.children] as HTMLElement[];
  const choose = (index: number) => {
    const all = options();
    const at = (index + all.length) % all.length;
    all.forEach((option, n) => option.setAttribute('aria-selected', String(n === at)));
    area.setAttribute('aria-activedescendant', all[at]?.id ?? '');
  };
  const chosen = () => options().findIndex((option) => option.getAttribute('aria-selected') === 'true');
  const take = (option: HTMLElement | undefined) => {
    const found = typed();
    const box = boxes.find((one) => one.value === option?.dataset.person);
    if (!found || !box) return close();
    const from = area.selectionStart - found[0].length;
    area.setRangeText(`@${box.dataset.name} `, from, area.selectionStart, 'end');
    box.checked = true;
    close();
    area.focus();
  };
  area.addEventListener('input', () => {
    const asked = typed()?.[1]?.trim().toLocaleLowerCase();
    const fits = asked === undefined ? [] : boxes.filter((box) => box.dataset.name!.toLocaleLowerCase().includes(asked));
    if (fits.length === 0) return close();
    list.replaceChildren(
      ...fits.slice(0, 8).map((box) => {
        const option = document.createElement('li');
        option.id = `name-${box.value}`;
        option.dataset.person = box.value;
        option.setAttribute('role', 'option');
        option.textContent = box.dataset.name!;
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          take(option);
        });
        return option;
      }),
    );
    list.hidden = false;
    choose(0);
  });
  area.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.code === 'Enter') {
      form.requestSubmit();
      return;
    }
    if (list.hidden || event.isComposing) return;
    if (event.code === 'ArrowDown') choose(chosen() + 1);
    else if (event.code === 'ArrowUp') choose(chosen() - 1);
    else if (event.code === 'Enter' || event.code === 'Tab') take(options()[chosen()]);
    else if (event.code === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  area.addEventListener('blur', close);
}
