// After a form came back with errors, or a step was done, the reader starts at what changed.
export function focusErrors(): void {
  const summary = document.querySelector<HTMLElement>('[data-focus-first]');
  summary?.focus();
}
