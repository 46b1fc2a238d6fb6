import { expect, test } from 'vitest';
import type { Answer, Deed } from './outbox.svelte';
import { Outbox } from './outbox.svelte';

const CARD: Deed = { is: 'add', card: 'one', zone: null, round: null, words: 'A bench', cleared: [] };
const later = () => new Promise((resolve) => setImmediate(resolve));

/** An outbox whose line answers as told, and a clock that is turned by hand. */
function table(...answers: Answer[]) {
  const sent: Deed[] = [];
  const calls: (() => void)[] = [];
  let over = 0;
  const outbox = new Outbox({
    send: async (deed) => {
      const { is, card } = deed;
      sent.push(deed.is === 'remove' ? { is: 'remove', card, round: null } : ({ ...deed, is } as Deed));
      return answers.shift() ?? { is: 'done' };
    },
    after: (_ms, call) => {
      calls.push(call);
      return () => void calls.splice(calls.indexOf(call), 1);
    },
    over: () => over++,
  });
  return { outbox, sent, turn: () => calls.shift()?.(), overs: () => over };
}
const states = (outbox: Outbox) => outbox.entries.map(({ is, card, state }) => `${is} ${card} ${state}`);

test('what does not get through waits, is said to wait, and goes when there is a line', async () => {
  const { outbox, sent, turn } = table({ is: 'unreachable' }, { is: 'unreachable' });
  outbox.put(CARD);
  await later();
  expect([outbox.unreachable, outbox.waits, states(outbox)]).toEqual([true, true, ['add one waiting']]);
  turn();
  await later();
  await outbox.send();
  expect([outbox.unreachable, outbox.waits, sent.length]).toEqual([false, false, 3]);
  outbox.settle(() => true);
  expect(outbox.entries).toEqual([]);
});

test('a card that was never sent is changed where it waits, and removed without a word to the server', async () => {
  const { outbox, sent } = table({ is: 'unreachable' }, { is: 'unreachable' });
  outbox.put(CARD);
  await later();
  outbox.put({ is: 'change', card: 'one', round: null, words: 'Two benches', cleared: [] });
  await later();
  expect(outbox.entries).toMatchObject([{ is: 'add', words: 'Two benches', zone: null }]);
  outbox.put({ is: 'remove', card: 'one', round: null });
  await later();
  expect([states(outbox), sent.length]).toEqual([[], 2]);
});

test('a change of a card that is on its way follows it', async () => {
  const { outbox, sent } = table();
  outbox.put(CARD);
  outbox.put({ is: 'change', card: 'one', round: null, words: 'Two benches', cleared: [] });
  await later();
  expect(sent.map(({ is }) => is)).toEqual(['add', 'change']);
});

test('what is refused is not sent again, and better words take its place', async () => {
  const { outbox, sent } = table({ is: 'refused', why: 'No.' });
  outbox.put(CARD);
  await later();
  expect(outbox.entries).toMatchObject([{ state: 'refused', why: 'No.' }]);
  outbox.put({ is: 'change', card: 'one', round: null, words: 'A bench', cleared: [] });
  await later();
  expect(sent.map(({ is }) => is)).toEqual(['add', 'add']);
});

test('nothing goes out once it is over, and the words stay', async () => {
  const { outbox, sent, overs } = table({ is: 'over' });
  outbox.put(CARD);
  await later();
  expect([overs(), states(outbox), sent.length]).toEqual([1, ['add one waiting'], 1]);
});

test('what was written as private goes out as that, however its words are changed before', async () => {
  const { outbox } = table({ is: 'unreachable' });
  outbox.put({ ...CARD, round: 'r' });
  await later();
  outbox.put({ is: 'change', card: 'one', round: null, words: 'Two benches', cleared: [] });
  expect(outbox.entries).toMatchObject([{ is: 'add', words: 'Two benches', round: 'r' }]);
});

test('what came back because it is not private any more goes as its page tells now', async () => {
  const { outbox } = table({ is: 'refused', why: 'Not private' });
  outbox.put({ ...CARD, round: 'r' });
  await later();
  outbox.put({ is: 'change', card: 'one', round: null, words: 'For all', cleared: [] });
  expect(outbox.entries).toMatchObject([{ is: 'add', words: 'For all', round: null }]);
});
