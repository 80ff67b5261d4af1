// Checks the text of a draft while it is written, on the server, which alone knows the language; and leads from
// a remark to its line. Without script the buttons and the line numbers do.
const pause = 600;

function goTo(text: HTMLTextAreaElement, line: number): void {
  let begin = 0;
  for (let i = 1; i < line; i++) {
    const end = text.value.indexOf('\n', begin);
    if (end < 0) break;
    begin = end + 1;
  }
  const end = text.value.indexOf('\n', begin);
  text.focus();
  text.setSelectionRange(begin, end < 0 ? text.value.length : end);
  const height = Number.parseFloat(getComputedStyle(text).lineHeight) || 20;
  text.scrollTop = Math.max(0, (line - 4) * height);
  text.scrollLeft = 0;
}

export function checkWhileWriting(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-check]');
  const text = form?.querySelector<HTMLTextAreaElement>('[data-code]');
  const place = document.querySelector<HTMLElement>('[data-check-result]');
  const said = document.querySelector<HTMLElement>('[data-check-said]');
  if (!form || !text || !place) return;
  let waiting = 0;
  let latest = 0;

  const check = async (): Promise<void> => {
    const mine = ++latest;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    try {
      const response = await fetch(form.dataset['check'] ?? '', { method: 'POST', body });
      if (mine !== latest || response.status !== 200) return;
      place.innerHTML = await response.text(); // our own server's page part, escaped there
      const summary = place.querySelector('[data-check-summary]')?.textContent?.trim() ?? '';
      if (said && said.textContent !== summary) said.textContent = summary;
    } catch {
      // No answer: the button still works.
    }
  };

  text.addEventListener('input', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void check(), pause);
  });
  // The check follows by itself here.
  form.querySelector<HTMLElement>('[data-check-button]')?.setAttribute('hidden', '');
  place.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLElement>('[data-line]');
    if (!link) return;
    event.preventDefault();
    goTo(text, Number(link.dataset['line']));
  });
}
