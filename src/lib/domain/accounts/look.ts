/** How pages look on one browser: as the system says, unless somebody chose otherwise. */
export interface Look {
  theme: 'system' | 'light' | 'dark';
  contrast: 'system' | 'more' | 'standard';
  motion: 'system' | 'reduced';
}

/** Where a browser keeps it. It says nothing about who somebody is. */
export const LOOK_COOKIE = 'throughline_look';

const CHOICES = {
  theme: ['system', 'light', 'dark'],
  contrast: ['system', 'more', 'standard'],
  motion: ['system', 'reduced'],
} as const satisfies { [K in keyof Look]: readonly Look[K][] };

export const LOOK_CHOICES: { readonly [K in keyof Look]: readonly Look[K][] } = CHOICES;

/** What a cookie or a form says, each part for itself; what makes no sense is left to the system. */
export function readLook(said: { theme?: string; contrast?: string; motion?: string }): Look {
  return {
    theme: CHOICES.theme.find((known) => known === said.theme) ?? 'system',
    contrast: CHOICES.contrast.find((known) => known === said.contrast) ?? 'system',
    motion: CHOICES.motion.find((known) => known === said.motion) ?? 'system',
  };
}

/** For the cookie: `dark.more.system`. */
export function lookCookie({ theme, contrast, motion }: Look): string {
  return [theme, contrast, motion].join('.');
}

export function lookFromCookie(value: string | undefined): Look {
  const [theme = '', contrast = '', motion = ''] = (value ?? '').split('.');
  return readLook({ theme, contrast, motion });
}

/** For the root element, where style sheets look for it. Closed words only, so nothing needs escaping. */
export function lookAttributes(look: Look): string {
  const chosen = (Object.keys(CHOICES) as (keyof Look)[]).filter((part) => look[part] !== 'system');
  return chosen.map((part) => ` data-${part}="${look[part]}"`).join('');
}
