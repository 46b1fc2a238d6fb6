import type { Tab } from './tab.ts';

/** Sixty times a second, as often as the screen. */
const EVERY_MS = 1_000 / 60;
/** How far the board is pushed each time, in px. */
const PUSH = { deltaX: 14, deltaY: 9 } as const;
const MIDDLE = { x: 683, y: 400 } as const;
const ONCE_ROUND = 90;

/** Asks for something at an even rate, each time once the last has been dealt with. Returns how often. */
async function evenly(milliseconds: number, act: (nth: number) => Promise<unknown>): Promise<number> {
  const until = performance.now() + milliseconds;
  let times = 0;
  while (performance.now() < until) {
    const next = performance.now() + EVERY_MS;
    await act(times);
    times += 1;
    const left = next - performance.now();
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  }
  return times;
}

/** Pushes the board about with the wheel: away from its beginning in the first half, and back. */
export function pan({ devtools }: Tab, milliseconds: number): Promise<number> {
  const turn = performance.now() + milliseconds / 2;
  return evenly(milliseconds, () => {
    const sign = performance.now() < turn ? 1 : -1;
    const by = { deltaX: PUSH.deltaX * sign, deltaY: PUSH.deltaY * sign };
    return devtools.send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...MIDDLE, ...by });
  });
}

/** Picks up what is at a place, moves it round for a while and leaves it at a distance. */
export async function drag(
  { page, devtools }: Tab,
  from: { x: number; y: number },
  milliseconds: number,
): Promise<number> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const move = (x: number, y: number) =>
    devtools.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y, button: 'left', buttons: 1 });
  const times = await evenly(milliseconds, (nth) => {
    const angle = (nth / ONCE_ROUND) * 2 * Math.PI;
    return move(from.x + Math.sin(angle) * 240, from.y + (1 - Math.cos(angle)) * 90);
  });
  await page.mouse.move(from.x + 90, from.y + 65, { steps: 3 });
  await page.mouse.up();
  return times;
}

/** Types a sentence, a letter at a time, slowly enough for each to be seen. */
export async function type({ page, devtools }: Tab, words: string): Promise<void> {
  for (const letter of words) {
    await devtools.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      key: letter,
      text: letter,
      unmodifiedText: letter,
    });
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key: letter });
    await page.waitForTimeout(120);
  }
}
