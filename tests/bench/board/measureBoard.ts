import type { Browser } from '@playwright/test';
import type { BoardLoad } from '../loads.ts';
import { whyVoid } from '../measure/cores.ts';
import type { Card } from './cards.ts';
import { cardsOf } from './cards.ts';
import { drag, pan, type } from './hands.ts';
import type { Cost } from './meter.ts';
import { costOf, echoOf } from './meter.ts';
import type { Drawn } from './proof.ts';
import { colourAt, drawnIn, inSight, spotOf } from './proof.ts';
import type { OpenBoard, Stand } from './stand.ts';
import { Tab } from './tab.ts';

/** One round of one program. */
export interface BoardRound {
  opened: number;
  ready: number;
  /** Bytes. */
  heap: number;
  scripts: number;
  pan: Cost;
  panAll: Cost;
  drag: Cost;
  /** With the processor made slower, on a smaller board. */
  slow: { pan: Cost; echo: number };
  /** What fifty people's pointers and ten drags add to a frame; null where there is nobody else. */
  crowd: number | null;
  drawn: { reading: Drawn; all: Drawn };
  /** Whether what was dragged left its place. */
  moved: boolean;
  /** Why it does not count. */
  void: string | null;
}

const SLOWER = 4;
const SETTLES_MS = 2_000;
const DRAGGED = 10;
const GATHERS_MS = 3_000;
const IS_WRITING = 'document.activeElement?.matches("textarea, [contenteditable=true]")';
const WRITES_WITHIN_MS = 5_000;
const WRITING_TRIES = 4;
const CHOOSES_MS = 1_000;
/** More than a drag, or a sentence, is ever taken back in. */
const MOST_STEPS = 8;
/** Long enough for the first letter, which finds nothing ready, not to be the one in twenty. */
const SENTENCE = 'one door to knock on and one story to tell whoever asks for it';

export interface BoardSetting {
  browser: Browser;
  stand: Stand;
  load: BoardLoad;
}

export async function measureBoard(setting: BoardSetting): Promise<BoardRound> {
  const why = await whyVoid();
  const large = await onLargeBoard(setting);
  return { ...large, slow: await onSlowMachine(setting), void: why };
}

type Large = Omit<BoardRound, 'slow' | 'void'>;

async function onLargeBoard({ browser, stand, load }: BoardSetting): Promise<Large> {
  const tab = await Tab.open(browser);
  const cards = cardsOf(load.cards);
  try {
    const board = await stand.open(tab, load.cards);
    await tab.rest(SETTLES_MS);
    const [scripts, heap] = [await tab.scriptBytes(), await tab.heap()];
    await board.toReadingSize();
    const reading = await drawnIn(browser, tab, { cards, camera: await board.camera() });
    const crowd = await crowdCost(tab, stand, load.milliseconds);
    const panned = await costOf(tab, () => pan(tab, load.milliseconds));
    await board.toReadingSize();
    const { cost, moved } = await dragOne({ browser, tab, board, cards, milliseconds: load.milliseconds });
    await board.toAll();
    const all = await drawnIn(browser, tab, { cards, camera: await board.camera() });
    const panAll = await costOf(tab, () => pan(tab, load.milliseconds));
    return {
      ...{ opened: board.opened, ready: board.ready },
      heap,
      scripts,
      pan: panned,
      panAll,
      drag: cost,
      crowd,
      drawn: { reading, all },
      moved,
    };
  } finally {
    await tab.close();
  }
}

interface Drag {
  browser: Browser;
  tab: Tab;
  board: OpenBoard;
  cards: readonly Card[];
  milliseconds: number;
}

/** Drags the card in the middle of the screen; it has left its place when its colour is not there any more. */
async function dragOne({ browser, tab, board, cards, milliseconds }: Drag): Promise<{ cost: Cost; moved: boolean }> {
  const camera = await board.camera();
  const spots = cards.map((card) => spotOf(card, camera)).filter(inSight);
  const away = ({ x, y, w, h }: (typeof spots)[number]) => Math.hypot(x + w / 2 - 600, y + h / 2 - 330);
  const spot = spots.sort((a, b) => away(a) - away(b))[0];
  if (!spot) throw new Error('there is no card in the middle of the screen');
  const place = { x: spot.x + spot.w / 2, y: spot.y + spot.h * 0.8 };
  const before = await colourAt(browser, tab, place);
  const cost = await costOf(tab, () => drag(tab, { x: spot.x + spot.w * 0.4, y: spot.y + spot.h * 0.8 }, milliseconds));
  await tab.rest(SETTLES_MS);
  const moved = (await colourAt(browser, tab, place)) !== before;
  await takeBack(tab);
  return { cost, moved };
}

/** The next round finds the board as this one did: a program that saves would have its card elsewhere, or written on. */
async function takeBack(tab: Tab): Promise<void> {
  await tab.page.keyboard.press('Escape');
  for (let step = 0; step < MOST_STEPS; step++) await tab.page.keyboard.press('Control+z');
  await tab.rest(SETTLES_MS);
}

async function crowdCost(tab: Tab, stand: Stand, milliseconds: number): Promise<number | null> {
  if (!stand.gather) return null;
  const dragged = (await tab.page.evaluate(`[...document.querySelectorAll('.scene [data-kind="card"]')]
    .filter((card) => { const { left, top, right, bottom } = card.getBoundingClientRect(); return left > 100 && top > 130 && right < 1300 && bottom < 700; })
    .slice(0, ${DRAGGED}).map((card) => card.dataset.item)`)) as string[];
  const idle = () => tab.rest(milliseconds).then(() => Infinity);
  const alone = await costOf(tab, idle);
  const leave = await stand.gather(tab, dragged);
  await tab.rest(GATHERS_MS);
  const together = await costOf(tab, idle);
  await leave();
  await tab.rest(GATHERS_MS);
  return together.perFrame - alone.perFrame;
}

async function onSlowMachine({ browser, stand, load }: BoardSetting): Promise<BoardRound['slow']> {
  const tab = await Tab.open(browser);
  try {
    const board = await stand.open(tab, load.slowCards);
    await tab.rest(SETTLES_MS);
    await board.toReadingSize();
    await tab.slowDown(SLOWER);
    const panned = await costOf(tab, () => pan(tab, load.milliseconds));
    await tab.rest(SETTLES_MS);
    const camera = await board.camera();
    const spot = cardsOf(load.slowCards)
      .map((card) => spotOf(card, camera))
      .find(inSight);
    if (!spot) throw new Error('there is no card to write on');
    await beginToWrite(tab, { x: spot.x + spot.w * 0.4, y: spot.y + spot.h * 0.5 });
    await tab.rest(SETTLES_MS);
    const echo = await echoOf(tab, () => type(tab, SENTENCE));
    await takeBack(tab);
    return { pan: panned, echo };
  } finally {
    await tab.close();
  }
}

/** Chooses a card and presses Enter; again when nothing came of it, since a program may miss it while it is slow. */
async function beginToWrite(tab: Tab, { x, y }: { x: number; y: number }): Promise<void> {
  for (let tries = 0; tries < WRITING_TRIES; tries++) {
    await tab.page.mouse.click(x, y);
    await tab.rest(CHOOSES_MS);
    await tab.page.keyboard.press('Enter');
    const isWriting = tab.page.waitForFunction(IS_WRITING, undefined, { timeout: WRITES_WITHIN_MS });
    if (await isWriting.catch(() => null)) return;
    await tab.page.keyboard.press('Escape');
  }
  throw new Error('nothing can be written on a card');
}
