// What we use of dmn-js, which brings no types of its own.
declare module 'dmn-js/lib/NavigatedViewer' {
  interface Box {
    x: number;
    y: number;
    width: number;
    height: number;
  }
  interface Canvas {
    viewbox(): Box & { inner: Box; outer: { width: number; height: number } };
    viewbox(box: Box): void;
  }
  // `type` is "drd" for the diagram.
  export interface View {
    id: string;
    type: string;
    element: { id: string; name?: string };
  }
  export default class NavigatedViewer {
    constructor(options: {
      container: HTMLElement;
      decisionTable: { additionalModules: { translate: ['value', (text: string) => string] }[] };
    });
    importXML(xml: string): Promise<unknown>;
    getViews(): View[];
    getActiveView(): View | undefined;
    getActiveViewer(): { get(service: 'canvas'): Canvas } | undefined;
    open(view: View): Promise<unknown>;
    on(event: 'views.changed', then: () => void): void;
  }
}
declare module 'dmn-js/lib/Modeler' {
  import type { View } from 'dmn-js/lib/NavigatedViewer';
  export default class Modeler {
    constructor(options: { container: HTMLElement });
    importXML(xml: string): Promise<unknown>;
    saveXML(options: { format: boolean }): Promise<{ xml: string }>;
    getViews(): View[];
    getActiveView(): View | undefined;
    open(view: View): Promise<unknown>;
    on(event: 'views.changed', then: () => void): void;
  }
}
