/** The peers' packages are installed for the bench only; these are the parts of them that its pages use. */
declare module 'react' {
  export function createElement(type: unknown, props: object | null): unknown;
}

declare module 'react-dom/client' {
  export function createRoot(element: Element): { render(what: unknown): void };
}

declare module '@excalidraw/excalidraw' {
  export const Excalidraw: unknown;
  export function convertToExcalidrawElements(skeleton: readonly object[]): readonly object[];
}

declare module '@excalidraw/excalidraw/index.css';

declare module 'tldraw' {
  export const Tldraw: unknown;
  export function createShapeId(id: string): string;
  export function toRichText(text: string): object;
  export function getSnapshot(store: unknown): object;
}

declare module 'tldraw/tldraw.css';

declare module '@tldraw/assets/imports.vite' {
  export function getAssetUrlsByImport(): object;
}
