import { getAssetUrlsByImport } from '@tldraw/assets/imports.vite';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { createShapeId, getSnapshot, Tldraw, toRichText } from 'tldraw';
import 'tldraw/tldraw.css';
import type { PlainCard } from '../bench.ts';
import { askedFor, offer } from '../bench.ts';

interface Editor {
  store: unknown;
  createShapes(shapes: readonly object[]): void;
  getCamera(): { x: number; y: number; z: number };
  setCamera(camera: { x: number; y: number; z: number }, options: { force: boolean }): void;
  setCameraOptions(options: object): void;
  selectNone(): void;
}

/** More than the program lets a page hold unless it is told otherwise, and further out than it zooms by itself. */
const OPTIONS = { maxShapesPerPage: 20_000 };
const STEPS = { zoomSteps: [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8] };

function shapeOf({ nth, x, y, w, h, text, colour }: PlainCard): object {
  const look = { color: colour, fill: 'solid', dash: 'solid', size: 's', font: 'sans' };
  const label = { richText: toRichText(text), align: 'start', verticalAlign: 'start' };
  return { id: createShapeId(`card-${nth}`), type: 'geo', x, y, props: { geo: 'rectangle', w, h, ...look, ...label } };
}

const asked = await askedFor();
const begin = (editor: Editor): void => {
  editor.setCameraOptions(STEPS);
  if ('cards' in asked) editor.createShapes(asked.cards.map(shapeOf));
  editor.selectNone();
  offer({
    camera: () => {
      const { x, y, z } = editor.getCamera();
      return { x: x * z, y: y * z, zoom: z };
    },
    look: ({ x, y, zoom }) => editor.setCamera({ x: x / zoom, y: y / zoom, z: zoom }, { force: true }),
    saved: () => getSnapshot(editor.store),
  });
};
const snapshot = 'saved' in asked ? { snapshot: asked.saved } : {};
createRoot(document.getElementById('root') ?? document.body).render(
  createElement(Tldraw, { onMount: begin, options: OPTIONS, assetUrls: getAssetUrlsByImport(), ...snapshot }),
);
