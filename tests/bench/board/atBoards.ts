import type { Browser } from '@playwright/test';
import type { BoardLoad } from '../loads.ts';
import { ourStand } from './ourStand.ts';
import { peerStand } from './peerStand.ts';
import type { Program } from './programs.ts';
import type { Stand } from './stand.ts';
import { startBrowser } from './tab.ts';

interface Boards {
  browser: Browser;
  standOf(program: Program): Stand;
}

/** Serves every program with its boards, opens a browser, and takes all down whatever comes of it. */
export async function atBoards<T>(
  programs: readonly Program[],
  { cards, slowCards }: BoardLoad,
  measure: (boards: Boards) => Promise<T>,
): Promise<T> {
  const browser = await startBrowser();
  const stands = new Map<string, Stand>();
  try {
    for (const { id } of programs) {
      const counts = [cards, slowCards];
      stands.set(id, id === 'ours' ? await ourStand(counts) : await peerStand(id, counts, browser));
    }
    const standOf = ({ id }: Program): Stand => {
      const stand = stands.get(id);
      if (!stand) throw new Error(`${id} is not served`);
      return stand;
    };
    return await measure({ browser, standOf });
  } finally {
    for (const stand of stands.values()) await stand.close();
    await browser.close();
  }
}
