import { percentiles } from '../load/percentiles.ts';
import type { Tab } from './tab.ts';

/** What a stretch of work cost. */
export interface Cost {
  /** Milliseconds of the main thread for each frame in which there was something to do. */
  perFrame: number;
  /** Between two frames, 95 of 100 are no longer, in milliseconds. */
  gapP95: number;
}

/**
 * Measures while something is done `times` often. Frames are counted in the page; the work is what the browser says its
 * main thread did, scripts, style, layout and painting. It is shared out among the frames, or among the times when
 * those were fewer: who is slow to take input in does not seem quick.
 */
export async function costOf(tab: Tab, act: () => Promise<number>): Promise<Cost> {
  await tab.page.evaluate(`{
    const frames = (window.benchFrames = []);
    const tick = (now) => {
      frames.push(now);
      if (window.benchFrames === frames) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }`);
  const before = await tab.worked();
  const times = await act();
  const worked = (await tab.worked()) - before;
  const frames = (await tab.page.evaluate(`(() => {
    const frames = window.benchFrames;
    window.benchFrames = null;
    return frames;
  })()`)) as number[];
  const gaps = frames.slice(1).map((at, nth) => at - (frames[nth] ?? at));
  return { perFrame: worked / Math.min(frames.length, times), gapP95: percentiles(gaps)?.p95 ?? NaN };
}

/** From a key until the browser has drawn a frame after it: 95 of 100 are no longer, in milliseconds. */
export async function echoOf(tab: Tab, typing: () => Promise<void>): Promise<number> {
  await tab.page.evaluate(`{
    const echoes = (window.benchEchoes = []);
    const drawn = new MessageChannel();
    const since = [];
    drawn.port1.onmessage = () => echoes.push(performance.now() - since.shift());
    addEventListener('keydown', (event) => {
      since.push(event.timeStamp);
      requestAnimationFrame(() => drawn.port2.postMessage(null));
    }, true);
  }`);
  await typing();
  return percentiles((await tab.page.evaluate('window.benchEchoes')) as number[])?.p95 ?? NaN;
}
