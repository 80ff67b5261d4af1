// A button pressed twice sends once. (The server would refuse the second by the case's version; this spares
// the person the page that says so.)
export function sendOnce(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[method="post"]')) {
    form.addEventListener('submit', (event) => {
      if (event.defaultPrevented) return;
      if (form.dataset['sent'] === 'yes') event.preventDefault();
      form.dataset['sent'] = 'yes';
      for (const button of form.querySelectorAll<HTMLButtonElement>('button[type="submit"]')) {
        button.setAttribute('aria-busy', 'true');
      }
    });
  }
  // Back from the browser's memory: the form may be sent again.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) delete form.dataset['sent'];
  });
}
