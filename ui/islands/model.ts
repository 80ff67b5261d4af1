// The page of a policy model: its diagram and tables as dmn-js draws them, in place of our own tables when the
// reader asks for it. A bundle of its own, for it is large and no other page needs it.
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import '../style/model_print.css';
import DmnViewer, { type View } from 'dmn-js/lib/NavigatedViewer';

const margin = 40;

// The whole drawing in the middle, with a margin.
function fit(viewer: DmnViewer): void {
  const canvas = viewer.getActiveViewer()?.get('canvas');
  if (!canvas) return;
  const { inner, outer } = canvas.viewbox();
  const width = Math.max(inner.width + 2 * margin, ((inner.height + 2 * margin) * outer.width) / outer.height);
  const height = (width * outer.height) / outer.width;
  canvas.viewbox({
    x: inner.x - (width - inner.width) / 2,
    y: inner.y - (height - inner.height) / 2,
    width,
    height,
  });
}

// A button for the diagram and each table, for those who do not point and click into the drawing.
function offerViews(viewer: DmnViewer, list: HTMLElement): void {
  const buttons = new Map<string, HTMLButtonElement>();
  const open = async (view: View): Promise<void> => {
    await viewer.open(view);
    if (view.type === 'drd') fit(viewer);
  };
  for (const view of viewer.getViews()) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'link-button';
    button.textContent = view.type === 'drd' ? (list.dataset['modelViewNames'] ?? '') : (view.element.name ?? view.id);
    if (view.type !== 'drd') button.lang = 'nb';
    button.addEventListener('click', () => void open(view));
    buttons.set(view.element.id, button);
    list.append(button);
  }
  const mark = (): void => {
    const active = viewer.getActiveView()?.element.id;
    for (const [id, button] of buttons) button.setAttribute('aria-pressed', String(id === active));
  };
  viewer.on('views.changed', mark);
  mark();
}

async function draw(place: HTMLElement, views: HTMLElement): Promise<void> {
  const response = await fetch(place.dataset['modelDiagram'] ?? '');
  if (!response.ok) throw new Error(String(response.status));
  // The few words that dmn-js has of its own in a table.
  const words: Record<string, string | undefined> = {
    When: place.dataset['when'],
    Then: place.dataset['then'],
    And: place.dataset['and'],
    'Hit policy:': place.dataset['hitPolicy'],
  };
  const translate = (text: string): string => words[text] ?? text;
  const viewer = new DmnViewer({
    container: place,
    decisionTable: { additionalModules: [{ translate: ['value', translate] }] },
  });
  await viewer.importXML(await response.text());
  fit(viewer);
  offerViews(viewer, views);
}

function offerDiagram(): void {
  const choice = document.querySelector<HTMLElement>('[data-model-views]');
  const diagram = document.querySelector<HTMLElement>('[data-model-view="diagram"]');
  const tables = document.querySelector<HTMLElement>('[data-model-view="tables"]');
  const place = document.querySelector<HTMLElement>('[data-model-diagram]');
  const views = document.querySelector<HTMLElement>('[data-model-view-names]');
  const fault = document.querySelector<HTMLElement>('[data-model-fault]');
  if (!choice || !diagram || !tables || !place || !views || !fault) return;
  let drawn = false;

  const show = (wanted: string): void => {
    for (const button of choice.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button.value === wanted));
    diagram.hidden = wanted !== 'diagram';
    tables.hidden = wanted === 'diagram';
    if (diagram.hidden || drawn) return;
    drawn = true;
    draw(place, views).catch(() => {
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
