// The line of print beside a choice follows the choice at once; the verb that prints it is for
// those without a script.

export function examples(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-examples]')) {
    for (const choice of form.querySelectorAll('select')) {
      const line = document.getElementById(`${choice.id}-example`)?.firstElementChild;
      choice.addEventListener('change', () => {
        const example = choice.selectedOptions[0]?.dataset.example;
        if (line && example) line.textContent = example;
      });
    }
    form.querySelector('[data-print]')?.remove();
  }
}
