import { expect, test } from 'vitest';
import { sized } from '../support/tortureSize.ts';
import type { Aftermath } from './stormScript.ts';
import { canonical, Storm } from './stormScript.ts';

const SEEDS = sized({ small: 20, full: 500 });
const FIRST = Number(process.env['TORTURE_FROM'] ?? 1);

interface Item {
  is?: { by?: string };
  text?: string;
}

/** What is wrong, in words; nothing when all is well. */
function faultsIn({ copies, promised, removed, makers }: Aftermath): string[] {
  const faults: string[] = [];
  const contents = new Set(copies.map(({ items }) => canonical(items)));
  if (contents.size !== 1) faults.push('copies differ');
  const items = (copies.at(-1)?.items ?? {}) as Record<string, Item>;
  const words = Object.values(items).flatMap(({ text }) => String(text ?? '').match(/[^;]+;/g) ?? []);
  const found = new Set([...Object.keys(items), ...words]);
  for (const label of promised) {
    if (label.startsWith('move ')) continue;
    if (label.startsWith('-') && found.has(label.slice(1))) faults.push(`${label.slice(1)} came back`);
    if (!label.startsWith('-') && !found.has(label) && !removed.has(label)) faults.push(`${label} is lost`);
  }
  for (const word of new Set(words)) {
    if (words.filter((other) => other === word).length > 1) faults.push(`${word} is doubled`);
  }
  for (const [card, maker] of makers) {
    const by = items[card]?.is?.by;
    if (items[card] && by !== maker) faults.push(`${card} is said to be by ${by}`);
  }
  return faults;
}

async function weather(seed: number): Promise<void> {
  const storm = new Storm(seed);
  let aftermath: Aftermath;
  try {
    aftermath = await storm.run();
  } catch (error) {
    throw new Error(`seed ${seed} did not end well:\n${storm.script.join('\n')}`, { cause: error });
  }
  const faults = faultsIn(aftermath);
  if (faults.length > 0) throw new Error(`seed ${seed}: ${faults.join(', ')}\n${storm.script.join('\n')}`);
  expect(aftermath.promised.size).toBeGreaterThan(0);
}

test.each(Array.from({ length: SEEDS }, (_, index) => FIRST + index))(
  '[S10, S12, S15, S17] storm %i: all copies end the same, what was promised is there, nothing is there twice',
  weather,
  30_000,
);
