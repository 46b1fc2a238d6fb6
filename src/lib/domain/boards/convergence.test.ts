import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { board, contentOf, exchange, newCard, newZone, words } from '../../../../tests/support/boards.ts';
import type { Origin } from './boardDoc.ts';
import { BoardDoc } from './boardDoc.ts';
import { COLOURS } from './schema.ts';

/** Something one of three people does to one of a few items, some of them gone. */
const act = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom('move', 'place', 'style', 'type', 'remove', 'add', 'zone', 'resize', 'undo', 'sync'),
  item: fc.nat(5),
  x: fc.integer({ min: -500, max: 500 }),
  insert: words(5),
});
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

function perform(made: BoardDoc, { what, item, x, insert }: Act, origin: Origin): void {
  const id = item < 4 ? `card-${item}` : `zone-${item - 4}`;
  if (what === 'move') made.move([{ id, at: [x, -x] }], origin);
  if (what === 'place') made.place([{ id, at: [x, x], zone: x < 0 ? null : 'zone-0' }], origin);
  if (what === 'style') made.restyle([id], { colour: COLOURS[Math.abs(x) % COLOURS.length] }, origin);
  if (what === 'type')
    made.editText({ item: id, field: 'text' }, { at: Math.abs(x) % 9, remove: item, insert }, origin);
  if (what === 'remove') made.remove([id], origin);
  if (what === 'add') made.addCards([newCard({ id: `new-${origin.by}-${x}`, text: insert })], origin);
  if (what === 'zone') made.addZone(newZone({ id: `zone-${origin.by}-${x}` }), origin);
  if (what === 'resize') made.resize(id, { at: [x, 0], size: [200 + x / 10, 200] }, origin);
}

test('[B4] three people who do anything at once, and undo it, end with the same board', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const zones = [{ id: 'zone-0' }, { id: 'zone-1', at: [600, 0] as const }];
      const first = board({
        zones,
        cards: [0, 1, 2, 3].map((n) => ({ id: `card-${n}`, zone: 'zone-0', text: `n${n}` })),
      });
      const docs = [first.doc, new Y.Doc(), new Y.Doc()];
      const people = docs.map((doc, index) => {
        if (index > 0) exchange(first.doc, doc);
        const origin = { by: `person-${index}` };
        const made = new BoardDoc(doc);
        return { doc, made, origin, undo: made.undoStack(origin) };
      });
      for (const step of acts) {
        const person = people[step.who];
        const next = people[(step.who + 1) % 3];
        if (!person || !next) continue;
        if (step.what === 'sync') exchange(person.doc, next.doc);
        else if (step.what === 'undo') person.undo.undo();
        else perform(person.made, step, person.origin);
      }
      for (const [one, other] of [
        [0, 1],
        [1, 2],
        [0, 1],
        [0, 2],
      ] as const) {
        exchange(docs[one] ?? first.doc, docs[other] ?? first.doc);
      }
      const [a, b, c] = people.map(({ made }) => contentOf(made));
      expect(b).toEqual(a);
      expect(c).toEqual(a);
    }),
    { numRuns: 150 },
  );
});
