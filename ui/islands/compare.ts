// The comparison of models answers while the case is changed: the same page's grid is fetched, the address
// follows so that it always holds the case, and what became another answer is told and marked. An answer opens
// in a dialog. All of it works without script as well: a form with a button, and links.
const pause = 200;

interface Slide {
  least: number;
  most: number;
  step: number;
}
const ages: Slide = { least: 10, most: 70, step: 1 };
const amounts: Record<string, Slide> = {
  g: { least: 0, most: 40, step: 0.5 },
  kg: { least: 0, most: 2, step: 0.05 },
  mg: { least: 0, most: 2000, step: 10 },
  ml: { least: 0, most: 200, step: 5 },
  dl: { least: 0, most: 5, step: 0.1 },
  pieces: { least: 0, most: 60, step: 1 },
  doses: { least: 0, most: 60, step: 1 },
};

const asNumber = (text: string): number => Number(text.trim().replace(',', '.'));

// Who answers what: "reaction nou-2019-flertall" to the words of the cell.
function answersIn(place: HTMLElement): Map<string, string> {
  const answers = new Map<string, string>();
  for (const cell of place.querySelectorAll<HTMLElement>('td[data-row]')) {
    const said = cell.querySelector('.said')?.textContent ?? '';
    for (const model of (cell.dataset['of'] ?? '').split(' ')) answers.set(`${cell.dataset['row']} ${model}`, said);
  }
  return answers;
}

// A slider beside a number field, and "do not know", which empties it.
function joinSlider(slide: HTMLInputElement, form: HTMLFormElement): void {
  const field = document.getElementById(slide.dataset['slides'] ?? '');
  if (!(field instanceof HTMLInputElement)) return;
  const row = slide.closest('.number-field');
  const unit = row?.querySelector<HTMLSelectElement>('[data-unit]');
  const unknown = row?.querySelector<HTMLInputElement>('[data-unknown]');
  const comma = document.documentElement.lang !== 'en';

  const show = (): void => {
    const { least, most, step } = unit ? (amounts[unit.value] ?? ages) : ages;
    slide.min = String(least);
    slide.max = String(most);
    slide.step = String(step);
    const empty = field.value.trim() === '';
    slide.classList.toggle('unset', empty);
    slide.value = empty ? String(least) : String(asNumber(field.value));
    slide.setAttribute('aria-valuetext', field.value + (unit && !empty ? ` ${unit.selectedOptions[0]?.text}` : ''));
    if (unknown) unknown.checked = empty;
  };
  slide.addEventListener('input', () => {
    field.value = comma ? slide.value.replace('.', ',') : slide.value;
    show();
  });
  unknown?.addEventListener('input', () => {
    field.value = unknown.checked ? '' : slide.value;
    show();
  });
  form.addEventListener('input', show);
  slide.hidden = false;
  show();
}

function openCells(page: HTMLElement): void {
  const dialog = page.querySelector<HTMLDialogElement>('[data-cell-dialog]');
  const content = page.querySelector<HTMLElement>('[data-cell-content]');
  if (!dialog || !content) return;

  const load = async (address: string, focus: string): Promise<void> => {
    const url = new URL(address, location.href);
    url.hash = '';
    url.searchParams.set('part', 'cell');
    const response = await fetch(url);
    if (!response.ok) throw new Error(String(response.status));
    content.innerHTML = await response.text(); // our own server's page part, escaped there
    if (!dialog.open) dialog.showModal();
    content.querySelector<HTMLElement>(focus)?.focus();
  };
  page.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const link = event.target.closest<HTMLAnchorElement>('a.cell, a[data-flips]');
    if (!link) return;
    event.preventDefault();
    const flips = link.hasAttribute('data-flips');
    if (flips) link.setAttribute('aria-busy', 'true');
    load(link.href, flips ? '[data-flips-title]' : 'h2').catch(() => location.assign(link.href));
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close(); // beside it
  });
}

export function compareModels(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-compare]');
  const place = document.querySelector<HTMLElement>('[data-compare-grid]');
  const told = document.querySelector<HTMLElement>('[data-compare-said]');
  const page = place?.closest<HTMLElement>('.compare-page');
  if (!form || !place || !told || !page) return;
  for (const element of page.querySelectorAll<HTMLElement>('[data-needs-script]')) element.hidden = false;
  for (const element of page.querySelectorAll<HTMLElement>('[data-without-script]')) element.hidden = true;
  for (const slide of page.querySelectorAll<HTMLInputElement>('[data-slides]')) joinSlider(slide, form);
  openCells(page);
  let waiting = 0;
  let asking: AbortController | undefined;

  // Only what was answered before and is answered otherwise now; another choice of models changes no answer.
  const tell = (before: Map<string, string>): void => {
    const changed = new Set<string>();
    for (const [key, said] of answersIn(place)) {
      const was = before.get(key);
      if (was !== undefined && was !== said) changed.add(key);
    }
    for (const cell of place.querySelectorAll<HTMLElement>('td[data-row], .grid-list li')) {
      const models = (cell.dataset['of'] ?? '').split(' ');
      if (models.some((model) => changed.has(`${cell.dataset['row']} ${model}`))) cell.classList.add('changed');
    }
    window.setTimeout(() => {
      for (const cell of place.querySelectorAll('.changed')) cell.classList.remove('changed');
    }, 2000);
    const words = changed.size === 1 ? 'one' : changed.size > 1 ? 'many' : 'none';
    told.textContent = (told.dataset[words] ?? '').replace('%', String(changed.size));
  };

  const ask = async (): Promise<void> => {
    asking?.abort();
    asking = new AbortController();
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && value !== '' && value !== 'unknown') query.append(name, value);
    }
    query.append('part', 'grid');
    try {
      const response = await fetch(`${form.action}?${query}`, { signal: asking.signal });
      if (response.status === 422) {
        told.textContent = told.dataset['faulty'] ?? '';
        return;
      }
      if (!response.ok) throw new Error(String(response.status));
      const grid = await response.text();
      const before = answersIn(place);
      const scroll = place.querySelector('.grid-scroll')?.scrollLeft ?? 0;
      const held = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'];
      place.innerHTML = grid; // our own server's page part, escaped there
      const scroller = place.querySelector('.grid-scroll');
      if (scroller) scroller.scrollLeft = scroll;
      if (held) place.querySelector<HTMLElement>(`[data-row="${held}"] a`)?.focus();
      tell(before);
      const link = place.querySelector<HTMLElement>('[data-link]')?.dataset['link'];
      if (link) history.replaceState(history.state, '', link);
      for (const next of document.querySelectorAll<HTMLInputElement>('.site-languages [name="next"]'))
        if (link) next.value = link;
    } catch (problem) {
      if (problem instanceof DOMException && problem.name === 'AbortError') return;
      told.textContent = told.dataset['failed'] ?? '';
    }
  };

  // The filter stands outside the form and belongs to it.
  page.addEventListener('input', (event) => {
    if (!(event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement)) return;
    if (event.target.form !== form) return;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), pause);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void ask();
  });

  const copy = page.querySelector<HTMLButtonElement>('[data-copy-link]');
  copy?.addEventListener('click', () => {
    const link = place.querySelector<HTMLElement>('[data-link]')?.dataset['link'] ?? '';
    navigator.clipboard.writeText(new URL(link, location.href).href).then(
      () => (told.textContent = copy.dataset['copied'] ?? ''),
      () => (told.textContent = copy.dataset['notCopied'] ?? ''),
    );
  });
  page.querySelector('[data-print]')?.addEventListener('click', () => window.print());
}
