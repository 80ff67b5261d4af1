// Keeps "ventet i 3 timer" true while a list stays open, and shows when a deadline passes. Time is the
// server's: the page says what the clock was when it was made.
const minute = 60_000;

function age(milliseconds: number, locale: string): string {
  const minutes = Math.floor(milliseconds / minute);
  const [count, unit] =
    minutes < 60 ? [Math.max(minutes, 0), 'minute'] : minutes < 24 * 60 ? [Math.floor(minutes / 60), 'hour'] : [Math.floor(minutes / (24 * 60)), 'day'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

export function keepAgesLive(): void {
  const pageTime = Date.parse(document.documentElement.dataset['now'] ?? '');
  if (Number.isNaN(pageTime)) return;
  const started = performance.now();
  const language = document.documentElement.lang;
  const locale = language === 'nn' ? 'nb' : language;

  const update = (): void => {
    const now = pageTime + (performance.now() - started);
    for (const element of document.querySelectorAll<HTMLElement>('[data-since]')) {
      const milliseconds = now - Date.parse(element.dataset['since'] ?? '');
      if (milliseconds < minute) continue; // the server's words stand until the first minute
      const text = (element.dataset['words'] ?? '%').replace('%', age(milliseconds, locale));
      if (element.textContent !== text) element.textContent = text;
    }
    for (const element of document.querySelectorAll<HTMLElement>('[data-due][hidden]')) {
      if (Date.parse(element.dataset['due'] ?? '') < now) element.hidden = false;
    }
  };
  window.setInterval(update, minute);
}
