import { createSubscriber } from 'svelte/reactivity';
import { COLOURS } from '$lib/domain/boards/schema';
import type { Palette, Tone } from './paintItems';

const CARD: Record<keyof Tone, string> = {
  fill: 'var(--cf)',
  edge: 'var(--ce)',
  line: 'color-mix(in oklab, var(--ce) 55%, var(--cf))',
  ground: 'var(--zt)',
  words: 'var(--ci)',
};
/** Where the system chooses the colours, only edges keep theirs. */
const FORCED: Record<keyof Tone, string> = {
  fill: 'Canvas',
  edge: 'var(--ce)',
  line: 'var(--ce)',
  ground: 'Canvas',
  words: 'CanvasText',
};
const THEMES = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'];

/** The colours things are drawn in here, as the page's own style says now. */
export function readPalette(at: Element): Palette {
  const probe = document.createElement('i');
  probe.style.forcedColorAdjust = 'none';
  at.append(probe);
  const colour = (value: string): string => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const isForced = matchMedia('(forced-colors: active)').matches;
  const toneOf = (name: string): Tone => {
    probe.dataset['tone'] = name;
    const values = Object.entries(isForced ? FORCED : CARD).map(([part, value]) => [part, colour(value)]);
    return Object.fromEntries(values) as Tone;
  };
  const tones = Object.fromEntries(COLOURS.map((name) => [name, toneOf(name)])) as Palette['tones'];
  const palette = {
    tones,
    words: colour(isForced ? 'CanvasText' : 'var(--ink)'),
    selection: colour(isForced ? 'Highlight' : 'var(--selection)'),
    surface: colour(isForced ? 'Canvas' : 'var(--surface)'),
  };
  probe.remove();
  return palette;
}

/** Something to read where colours are read: it wakes the reader when the theme of the page changes. */
export function pageTheme(): () => void {
  return createSubscriber((wake) => {
    const attributes = new MutationObserver(wake);
    attributes.observe(document.documentElement, { attributes: true });
    const queries = THEMES.map((theme) => matchMedia(theme));
    for (const query of queries) query.addEventListener('change', wake);
    return () => {
      attributes.disconnect();
      for (const query of queries) query.removeEventListener('change', wake);
    };
  });
}
