import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeUpdate } from './decode.ts';
import { judgeUpdate } from './judgeUpdate.ts';

function judge(doc: Y.Doc, update: Uint8Array, around: { mayWrite?: boolean; maxItems?: number } = {}) {
  return judgeUpdate(decodeUpdate(update), {
    doc,
    actor: 'ana',
    mayWrite: around.mayWrite ?? true,
    ownerOf: () => undefined,
    earlierClients: new Set(),
    maxItems: around.maxItems ?? 1_000,
  });
}

type Step = { by: number; does: 'card' | 'word' | 'move' | 'remove' | 'tell'; at: number };
const step: fc.Arbitrary<Step> = fc.record({
  by: fc.nat(2),
  does: fc.constantFrom('card', 'word', 'move', 'remove', 'tell'),
  at: fc.nat(5),
});

/** Three people who now and then hear of each other. Returns every update, in the order they were made. */
function play(steps: readonly Step[]): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const docs = [1, 2, 3].map((clientId) => {
    const doc = new Y.Doc({ gc: true });
    doc.clientID = clientId;
    doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'told' && updates.push(update));
    return doc;
  });
  for (const { by, does, at } of steps) {
    const doc = docs[by] ?? new Y.Doc();
    const items = doc.getMap<Y.Map<unknown>>('items');
    const id = [...items.keys()][at % Math.max(1, items.size)] ?? 'none';
    const card = items.get(id);
    if (does === 'card') doc.transact(() => items.set(`c${at}`, new Y.Map([['text', new Y.Text('a')]])));
    if (does === 'word') (card?.get('text') as Y.Text | undefined)?.insert(0, `w${at}`);
    if (does === 'move') card?.set('at', [at, at]);
    if (does === 'remove') items.delete(id);
    if (does === 'tell') for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc), 'told');
  }
  return updates;
}

test('[S8] an update is judged complete exactly when Yjs can integrate all of it', () => {
  const some = fc.array(fc.boolean(), { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), some, (steps, kept) => {
      const doc = new Y.Doc({ gc: true });
      doc.getMap('items');
      play(steps).forEach((update, index) => {
        if (!kept[index % kept.length]) return;
        const twin = new Y.Doc({ gc: true });
        Y.applyUpdate(twin, Y.encodeStateAsUpdate(doc));
        const before = Y.encodeStateAsUpdate(twin);
        Y.applyUpdate(twin, update);
        const isWhole = twin.store.pendingStructs === null && twin.store.pendingDs === null;
        const judgement = judge(doc, update);
        expect(judgement.is === 'wait').toBe(!isWhole);
        if (judgement.is === 'nothing') expect(Buffer.compare(before, Y.encodeStateAsUpdate(twin))).toBe(0);
        if (judgement.is === 'apply') Y.applyUpdate(doc, update);
      });
    }),
    { numRuns: 300 },
  );
});

test('[S25] the item limit is judged as if the update had been applied', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (steps, maxItems) => {
      const doc = new Y.Doc({ gc: true });
      doc.getMap('items');
      for (const update of play(steps)) {
        const judgement = judge(doc, update, { maxItems });
        if (judgement.is === 'apply') Y.applyUpdate(doc, update);
        expect(doc.getMap('items').size).toBeLessThanOrEqual(maxItems);
      }
    }),
    { numRuns: 300 },
  );
});

test('[S7] structs that Yjs would read but could not hold are malformed', () => {
  // One client, one struct at clock 0 that names clock 5 of the same client as its left neighbour.
  const needsItself = new Uint8Array([1, 1, 1, 0, 0x84, 1, 5, 1, 97, 0]);
  expect(() => Y.decodeUpdate(needsItself)).not.toThrow();
  expect(() => decodeUpdate(needsItself)).toThrow();
  const emptyText = new Uint8Array([1, 1, 1, 0, 0x04, 1, 1, 116, 0, 0]);
  expect(() => Y.decodeUpdate(emptyText)).not.toThrow();
  expect(() => decodeUpdate(emptyText)).toThrow();
});

test('[S4] who may only read is refused as soon as an update says anything new', () => {
  const doc = new Y.Doc();
  doc.getMap('items').set('a', 1);
  const same = Y.encodeStateAsUpdate(doc);
  expect(judge(doc, same, { mayWrite: false })).toEqual({ is: 'nothing' });
  const other = new Y.Doc();
  Y.applyUpdate(other, same);
  other.getMap('items').delete('a');
  expect(judge(doc, Y.encodeStateAsUpdate(other), { mayWrite: false })).toEqual({ is: 'refuse', why: 'noAccess' });
});

/** An update of one struct of a clientID that nobody else uses. */
function oneStruct(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [1, 1, 5_004, 0]) encoding.writeVarUint(encoder, number);
  write(encoder);
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

describe('[S7] what no client of Yjs writes is refused: who loads it later would see another document', () => {
  const STRING = 4;

  test('words in the place of a map’s value', () => {
    const update = oneStruct((encoder) => {
      encoding.writeUint8(encoder, 0x20 | STRING);
      encoding.writeVarUint(encoder, 1);
      for (const text of ['items', 'card-1', 'words']) encoding.writeVarString(encoder, text);
    });
    expect(judge(new Y.Doc(), update)).toEqual({ is: 'refuse', why: 'badMessage' });
  });

  test('an item between neighbours of two different places', () => {
    const doc = new Y.Doc();
    doc.clientID = 1;
    const items = doc.getMap<Y.Map<unknown>>('items');
    for (const id of ['one', 'two']) items.set(id, new Y.Map([['text', new Y.Text('ab')]]));
    const place = (id: string) => (items.get(id)?.get('text') as Y.Text)._start?.id.clock ?? -1;
    const beside = (left: number, right: number) =>
      oneStruct((encoder) => {
        encoding.writeUint8(encoder, 0x80 | 0x40 | STRING);
        for (const clock of [left, right]) [1, clock].forEach((number) => encoding.writeVarUint(encoder, number));
        encoding.writeVarString(encoder, 'words');
      });
    expect(judge(doc, beside(place('one'), place('two')))).toEqual({ is: 'refuse', why: 'badMessage' });
    expect(judge(doc, beside(place('one'), place('one') + 1))).toMatchObject({ is: 'apply' });
  });

  test('an item that goes on from a beginning which stands elsewhere', () => {
    const doc = new Y.Doc();
    doc.clientID = 5_004;
    doc.getMap('items').set('card-1', 'a');
    doc.getMap('items').set('card-1', 'b');
    const claims = (key: string) =>
      oneStruct((encoder) => {
        encoding.writeUint8(encoder, 0x20 | 1); // removed things, under a key
        encoding.writeVarUint(encoder, 1);
        for (const text of ['items', key]) encoding.writeVarString(encoder, text);
        encoding.writeVarUint(encoder, 4);
      });
    expect(judge(doc, claims('card-2'))).toEqual({ is: 'refuse', why: 'badMessage' });
    expect(judge(doc, claims('card-1'))).toMatchObject({ is: 'apply' });
  });
});
