import { newRun } from '../../src/lib/domain/boards/order.ts';
import type { StockClient } from './stockClient.ts';

const MADE = '2026-11-23T09:00:00.000Z';

/** What a screen reader must be able to find of everything that `fillWithEverything` puts on a board. */
export const EVERYTHING = {
  zone: 'Needs',
  barrier: 'No buses after five',
  need: 'Missed clinics',
  loose: 'A card in no zone',
  text: 'Ask the drivers',
  shape: 'The school gate',
  image: 'A map of the bus routes',
  ink: 'The road to the clinic',
  line: 'leads to',
  tag: 'transport',
} as const;

const common = (id: string, z: string) => ({ id, by: null, made: MADE, z });

/** Puts one thing of each of the seven kinds on an empty board, and a drawing that nobody described. */
export async function fillWithEverything({ board, synced }: StockClient): Promise<void> {
  await synced;
  const keys = newRun(10);
  const key = (nth: number) => keys[nth] ?? '';
  const own = { by: null };
  const needs = { zone: 'zone-needs' };
  board.addZone(
    {
      ...common('zone-needs', key(0)),
      ...{ at: [0, 0] as const, size: [572, 440] as const, colour: 'blue' as const, order: key(0) },
      ...{ title: EVERYTHING.zone, prompt: 'What do families need?' },
    },
    own,
  );
  board.addCards(
    [
      {
        ...common('card-barrier', key(1)),
        ...{ at: [40, 100] as const, type: 'barrier' as const, text: EVERYTHING.barrier, tags: [EVERYTHING.tag] },
        ...needs,
      },
      { ...common('card-need', key(2)), at: [340, 100], type: 'need', text: EVERYTHING.need, ...needs },
      { ...common('card-loose', key(3)), at: [640, 300], type: 'offer', text: EVERYTHING.loose, zone: null },
    ],
    own,
  );
  board.addDrawings(
    [
      {
        ...{ ...common('text-1', key(4)), kind: 'text' as const, text: EVERYTHING.text },
        ...{ at: [640, 40] as const, size: [220, 40] as const, zone: null },
      },
      {
        ...{ ...common('shape-1', key(5)), kind: 'shape' as const, shape: 'ellipse' as const, text: EVERYTHING.shape },
        ...{ at: [40, 280] as const, size: [160, 112] as const, ...needs },
      },
      {
        ...{ ...common('image-1', key(6)), kind: 'image' as const, file: 'no-such-file', alt: EVERYTHING.image },
        ...{ at: [300, 280] as const, size: [160, 112] as const, ...needs },
      },
      {
        ...{ ...common('ink-1', key(7)), kind: 'ink' as const, points: [0, 0, 60, 40, 120, 10], width: 3 },
        ...{ at: [640, 140] as const, zone: null, alt: EVERYTHING.ink },
      },
      {
        ...{ ...common('ink-2', key(8)), kind: 'ink' as const, points: [0, 0, 30, 30], width: 3 },
        ...{ at: [820, 140] as const, zone: null },
      },
    ],
    own,
  );
  const [from, to] = [{ item: 'card-barrier', side: null } as const, { item: 'card-need', side: null } as const];
  board.addConnectors([{ ...common('line-1', key(9)), from, to, ends: 'arrow', text: EVERYTHING.line }], own);
}
