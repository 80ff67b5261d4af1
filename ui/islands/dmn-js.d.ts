// What we use of dmn-js, which brings no types of its own.
declare module 'dmn-js/lib/NavigatedViewer' {
  interface ActiveViewer {
    get(service: 'canvas'): { zoom(to: 'fit-viewport'): void };
  }
  export default class NavigatedViewer {
    constructor(options: { container: HTMLElement });
    importXML(xml: string): Promise<unknown>;
    getActiveViewer(): ActiveViewer | undefined;
  }
}
