// The page of a policy model: its diagram and tables as dmn-js draws them, in place of our own tables when the
// reader asks for it. A bundle of its own, for it is large and no other page needs it.
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import DmnViewer from 'dmn-js/lib/NavigatedViewer';

async function draw(place: HTMLElement): Promise<void> {
  const response = await fetch(place.dataset['modelDiagram'] ?? '');
  if (!response.ok) throw new Error(String(response.status));
  const viewer = new DmnViewer({ container: place });
  await viewer.importXML(await response.text());
  viewer.getActiveViewer()?.get('canvas').zoom('fit-viewport');
}

function offerDiagram(): void {
  const choice = document.querySelector<HTMLElement>('[data-model-views]');
  const diagram = document.querySelector<HTMLElement>('[data-model-view="diagram"]');
  const tables = document.querySelector<HTMLElement>('[data-model-view="tables"]');
  const place = document.querySelector<HTMLElement>('[data-model-diagram]');
  const fault = document.querySelector<HTMLElement>('[data-model-fault]');
  if (!choice || !diagram || !tables || !place || !fault) return;
  let drawn = false;

  const show = (wanted: string): void => {
    for (const button of choice.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button.value === wanted));
    diagram.hidden = wanted !== 'diagram';
    tables.hidden = wanted === 'diagram';
    if (diagram.hidden || drawn) return;
    drawn = true;
    draw(place).catch(() => {
      fault.hidden = false;
    });
  };
  choice.hidden = false;
  choice.addEventListener('click', (event) => {
    if (event.target instanceof HTMLButtonElement) show(event.target.value);
  });
  // A link to a row leads to the tables.
  window.addEventListener('hashchange', () => {
    if (tables.hidden) show('tables');
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  });
}

offerDiagram();
