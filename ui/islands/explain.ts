// Shows what the policy answers while the facts are filled in: the same form, sent to the same server, which
// alone knows the rules. The answer is announced politely, and never takes the focus.
const pause = 350;

export function explainWhileTyping(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-explain]');
  const place = document.querySelector<HTMLElement>('[data-explanation]');
  if (!form || !place) return;
  let waiting = 0;
  let latest = 0;

  const ask = async (): Promise<void> => {
    const mine = ++latest;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    try {
      const response = await fetch(form.dataset['explain'] ?? '', { method: 'POST', body });
      if (mine !== latest || response.status !== 200) return;
      place.innerHTML = await response.text(); // our own server's page part, escaped there
    } catch {
      // No answer: the button still works.
    }
  };

  form.addEventListener('input', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), pause);
  });
}
