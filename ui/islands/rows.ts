// Adds a row for one more substance without a round trip. Without script the button asks the server for it.
export function offerMoreRows(): void {
  const list = document.querySelector<HTMLElement>('[data-rows]');
  const button = document.querySelector<HTMLButtonElement>('[data-add-row]');
  if (!list || !button) return;

  button.addEventListener('click', (event) => {
    const last = list.querySelector<HTMLElement>('[data-row]:last-of-type');
    if (!last) return;
    event.preventDefault();
    const next = list.querySelectorAll('[data-row]').length;
    const row = last.cloneNode(true) as HTMLElement;
    for (const element of row.querySelectorAll<HTMLElement>('[name], [id], [for], [aria-describedby]')) {
      for (const attribute of ['name', 'id', 'for', 'aria-describedby']) {
        const value = element.getAttribute(attribute);
        if (value) element.setAttribute(attribute, value.replace(/\[\d+\]/g, `[${next}]`));
      }
      element.removeAttribute('aria-invalid');
      if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) element.value = '';
    }
    for (const message of row.querySelectorAll('[data-field="validation"]')) message.remove();
    for (const number of row.querySelectorAll('[data-row-number]')) number.textContent = String(next + 1);
    list.append(row);
    row.querySelector<HTMLElement>('select')?.focus();
  });

  // Filling in a substance means that substances were found; nobody should have to say so twice.
  list.addEventListener('input', () => {
    const listed = document.querySelector<HTMLInputElement>('input[name="encounter.substances"][value="listed"]');
    if (listed) listed.checked = true;
  });
}
