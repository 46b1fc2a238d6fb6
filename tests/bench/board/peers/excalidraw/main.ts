import { convertToExcalidrawElements, Excalidraw } from '@excalidraw/excalidraw';
import '@excalidraw/excalidraw/index.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { PlainCard } from '../bench.ts';
import { askedFor, offer } from '../bench.ts';

interface Api {
  getAppState(): { scrollX: number; scrollY: number; zoom: { value: number } };
  updateScene(scene: { appState: object }): void;
  getSceneElements(): readonly object[];
}

const FILLS: Record<string, string> = {
  blue: '#a5d8ff',
  green: '#b2f2bb',
  violet: '#d0bfff',
  yellow: '#ffec99',
  red: '#ffc9c9',
};

function elementOf({ nth, x, y, w, h, text, colour }: PlainCard): object {
  const look = { backgroundColor: FILLS[colour], fillStyle: 'solid', roughness: 0, strokeWidth: 1 };
  const label = { text, fontSize: 16, fontFamily: 2, textAlign: 'left', verticalAlign: 'top' };
  return { type: 'rectangle', id: `card-${nth}`, x, y, width: w, height: h, ...look, label };
}

const asked = await askedFor();
const elements = 'cards' in asked ? convertToExcalidrawElements(asked.cards.map(elementOf)) : asked.saved;
const begin = (api: Api): void => {
  offer({
    camera: () => {
      const { scrollX, scrollY, zoom } = api.getAppState();
      return { x: scrollX * zoom.value, y: scrollY * zoom.value, zoom: zoom.value };
    },
    look: ({ x, y, zoom }) => {
      api.updateScene({ appState: { scrollX: x / zoom, scrollY: y / zoom, zoom: { value: zoom } } });
    },
    saved: () => api.getSceneElements(),
  });
};
const appState = { scrollX: 0, scrollY: 0, zoom: { value: 1 } };
createRoot(document.getElementById('root') ?? document.body).render(
  createElement(Excalidraw, { excalidrawAPI: begin, initialData: { elements, appState } }),
);
