// Asks once more before a step that cannot be undone, in the browser's own dialog element. Without script the
// page of the step is the question.
export function confirmInDialog(): void {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-confirm-dialog]');
  if (!dialog) return;
  let asked: HTMLFormElement | undefined;

  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-confirm]')) {
    form.addEventListener('submit', (event) => {
      if (form.dataset['confirmed'] === 'yes') return;
      event.preventDefault();
      asked = form;
      dialog.showModal();
    });
  }
  dialog.querySelector('[data-confirm-yes]')?.addEventListener('click', () => {
    dialog.close();
    if (!asked) return;
    asked.dataset['confirmed'] = 'yes';
    asked.requestSubmit();
  });
  dialog.querySelector('[data-confirm-no]')?.addEventListener('click', () => dialog.close());
}
