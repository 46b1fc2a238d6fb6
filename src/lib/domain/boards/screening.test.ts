import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { scan } from '../sensitive/scan.ts';
import type { TakenOut } from './screening.ts';
import { takeOutIdentifiers, writeBack } from './screening.ts';

const NUMBER = '999 000 0018';
const PUPIL = 'B801200005001';

/** A writer's copy and the server's, which screens what comes from there; with every update the server made. */
function pair() {
  const [writer, server] = [new Y.Doc(), new Y.Doc()];
  for (const doc of [writer, server]) doc.getMap('items');
  const sent: Uint8Array[] = [];
  server.on('update', (update: Uint8Array) => sent.push(update));
  const send = (): TakenOut[] => {
    const update = Y.encodeStateAsUpdate(writer, Y.encodeStateVector(server));
    let found: TakenOut[] = [];
    server.transact((transaction) => {
      Y.applyUpdate(server, update);
      found = takeOutIdentifiers(server, transaction);
    });
    writeBack(server, found);
    Y.applyUpdate(writer, Y.encodeStateAsUpdate(server, Y.encodeStateVector(writer)));
    return found;
  };
  const write = (change: (items: Y.Map<unknown>) => void) => {
    writer.transact(() => change(writer.getMap('items')));
    return send();
  };
  return { writer, server, sent, write };
}

const card = (fields: Record<string, unknown>) => new Y.Map([['is', { kind: 'card' }], ...Object.entries(fields)]);
const fieldOf = (doc: Y.Doc, field: string) => doc.getMap<Y.Map<unknown>>('items').get('a')?.get(field);
const textOf = (doc: Y.Doc) => fieldOf(doc, 'text') as Y.Text;
const found = (list: readonly TakenOut[]) => list.map(({ item, field, kinds }) => [item, field, ...kinds]);

describe('[S44] words in which an identifier may be', () => {
  test.each(['text', 'prompt', 'alt'])('%s, as shared text and as a plain string', (field) => {
    const { server, write } = pair();
    expect(found(write((items) => items.set('a', card({ [field]: new Y.Text(`so ${NUMBER}.`) }))))).toEqual([
      ['a', field, 'nhsNumber'],
    ]);
    expect(String(fieldOf(server, field))).toBe('so .');
    write((items) => (items.get('a') as Y.Map<unknown>).set(field, `so ${PUPIL}.`));
    expect(fieldOf(server, field)).toBe('so .');
  });

  test('tags, each by itself; what is no words is left as it is', () => {
    const { server, write } = pair();
    const tags = ['a', 7, NUMBER, null, `x ${PUPIL}`];
    expect(found(write((items) => items.set('a', card({ tags }))))).toEqual([['a', 'tags', 'nhsNumber', 'upn']]);
    expect(fieldOf(server, 'tags')).toEqual(['a', 7, '', null, 'x ']);
  });

  test('an embed of another program has a place among them, but no words', () => {
    const { server, write } = pair();
    write((items) => items.set('a', card({ text: new Y.Text('so 999 000 ') })));
    write((items) => {
      const text = (items.get('a') as Y.Map<unknown>).get('text') as Y.Text;
      text.insertEmbed(0, { image: 1 });
      text.insertEmbed(8, { image: 2 });
      text.insert(text.length, '0018, then', { bold: true });
    });
    expect(textOf(server).toDelta()).toMatchObject([
      { insert: { image: 1 } },
      { insert: 'so ' },
      { insert: { image: 2 } },
      { insert: ', then' },
    ]);
  });

  test('not what only moved, was there before, or belongs to no item', () => {
    const { writer, server, write } = pair();
    const before = new Y.Doc();
    before.getMap('items').set('a', card({ text: new Y.Text(NUMBER), at: [0, 0] }));
    for (const doc of [writer, server]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(before));
    expect(write((items) => (items.get('a') as Y.Map<unknown>).set('at', [9, 9]))).toEqual([]);
    expect(write((items) => items.set('b', NUMBER))).toEqual([]);
    expect(write((items) => items.doc?.getText('elsewhere').insert(0, NUMBER))).toEqual([]);
    expect(String(textOf(server))).toBe(NUMBER);
    expect(found(write(() => textOf(writer).insert(0, 'now ')))).toEqual([['a', 'text', 'nhsNumber']]);
  });
});

test('[S45] what was touched names what this transaction wrote and deleted, and nothing older', () => {
  const { writer, write } = pair();
  write((items) => items.set('a', card({ text: new Y.Text('NHS 999 000 ') })));
  const clock = Y.getState(writer.store, writer.clientID);
  const [taken] = write(() => textOf(writer).insert(textOf(writer).length, '0018'));
  expect(taken?.touched).toEqual([Y.createID(writer.clientID, clock)]);
  write(() => textOf(writer).insert(textOf(writer).length, '999 000 x0026'));
  const [other] = write(() => textOf(writer).delete(textOf(writer).length - 5, 1));
  expect(other?.touched).toEqual([Y.createID(writer.clientID, clock + 4 + 8)]);
});

test('[S44] whatever is written where, nothing certain is left, in the document or in any update', () => {
  const whole = [` ${NUMBER} `, ` ${PUPIL} `, ' NHS 9990000018 '] as const;
  const pieces = fc.constantFrom(...whole, '999 000 ', '0018', 'B8012', 'born ', '12/03/2014', ' and ');
  const edits = fc.array(fc.tuple(fc.nat(60), pieces, fc.nat(6)), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(edits, (list) => {
      const { writer, server, sent, write } = pair();
      write((items) => items.set('a', card({ text: new Y.Text() })));
      for (const [at, piece, gone] of list) {
        write(() => {
          const text = textOf(writer);
          const place = Math.min(at, text.length);
          text.delete(place, Math.min(gone, text.length - place));
          text.insert(place, piece);
        });
        expect(scan(String(textOf(server))).filter(({ confidence }) => confidence === 'high')).toEqual([]);
        expect(String(textOf(writer))).toBe(String(textOf(server)));
      }
      for (const words of whole) expect(sent.some((update) => Buffer.from(update).includes(words))).toBe(false);
    }),
    { numRuns: 200 },
  );
});
