// The draft of a policy model as a diagram with tables that can be changed, in place of its text when the writer
// asks for it. The text stays what is saved: every change in the drawing is written into it. A bundle of its
// own, for it is large and no other page needs it.
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import DmnModeler from 'dmn-js/lib/Modeler';

const pause = 500;

function offerModeler(): void {
  const choice = document.querySelector<HTMLElement>('[data-draft-views]');
  const drawing = document.querySelector<HTMLElement>('[data-draft-diagram]');
  const place = document.querySelector<HTMLElement>('[data-modeler]');
  const names = document.querySelector<HTMLElement>('[data-draft-view-names]');
  const fault = document.querySelector<HTMLElement>('[data-draft-fault]');
  const field = document.querySelector<HTMLElement>('[data-draft-text]');
  const text = document.querySelector<HTMLTextAreaElement>('[data-code]');
  if (!choice || !drawing || !place || !names || !fault || !field || !text) return;
  let modeler: DmnModeler | undefined;
  let drawn = ''; // what the drawing says as text; what it adds by itself is no change
  let waiting = 0;

  const writeBack = async (): Promise<void> => {
    window.clearTimeout(waiting);
    if (!modeler || drawing.hidden || drawn === '') return;
    const { xml } = await modeler.saveXML({ format: true });
    if (xml === drawn) return;
    drawn = xml;
    text.value = xml;
    text.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const writeBackSoon = (): void => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void writeBack(), pause);
  };

  // A button for the diagram and each table, for those who do not point and click into the drawing.
  const offerViews = (): void => {
    names.replaceChildren();
    if (!modeler) return;
    const active = modeler.getActiveView()?.element.id;
    for (const view of modeler.getViews()) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'link-button';
      button.textContent = view.type === 'drd' ? (choice.querySelector('[value="diagram"]')?.textContent ?? '') : (view.element.name ?? view.id);
      button.setAttribute('aria-pressed', String(view.element.id === active));
      button.addEventListener('click', () => void modeler?.open(view));
      names.append(button);
    }
  };

  // The corner above the row numbers is no heading of anything, though dmn-js makes it one.
  new MutationObserver(() => {
    for (const head of place.querySelectorAll('th.index-column:not([role])')) head.setAttribute('role', 'cell');
  }).observe(place, { childList: true, subtree: true });

  const draw = async (): Promise<void> => {
    drawn = '';
    fault.hidden = true;
    if (!modeler) {
      modeler = new DmnModeler({ container: place });
      modeler.on('views.changed', offerViews);
    }
    try {
      await modeler.importXML(text.value);
      drawn = (await modeler.saveXML({ format: true })).xml;
    } catch {
      fault.hidden = false;
    }
    place.hidden = !fault.hidden;
    names.hidden = !fault.hidden;
  };

  const show = async (wanted: string): Promise<void> => {
    await writeBack();
    for (const button of choice.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button.value === wanted));
    drawing.hidden = wanted !== 'diagram';
    field.hidden = wanted === 'diagram';
    if (wanted === 'diagram') await draw();
  };

  for (const event of ['input', 'keyup', 'click', 'drop', 'mouseup', 'focusout']) place.addEventListener(event, writeBackSoon);
  choice.hidden = false;
  choice.addEventListener('click', (event) => {
    if (event.target instanceof HTMLButtonElement) void show(event.target.value);
  });
  // What was changed a moment ago is saved too.
  const form = text.form;
  form?.addEventListener(
    'submit',
    (event) => {
      if (drawing.hidden || form.dataset['written'] === 'yes') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      const send = (): void => {
        form.dataset['written'] = 'yes';
        form.requestSubmit(submitter);
      };
      // Not while this event is still under way: the browser would take no other.
      void writeBack().finally(() => window.setTimeout(send));
    },
    true,
  );
  // A remark leads to a line of the text.
  document.querySelector('[data-check-result]')?.addEventListener(
    'click',
    (event) => {
      if (!drawing.hidden && (event.target as Element).closest('[data-line]')) {
        drawing.hidden = true;
        field.hidden = false;
        for (const button of choice.querySelectorAll('button'))
          button.setAttribute('aria-pressed', String(button.value === 'text'));
      }
    },
    true,
  );
}

offerModeler();
