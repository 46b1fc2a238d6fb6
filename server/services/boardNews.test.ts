import { beforeEach, expect, test } from 'vitest';
import { EventBus } from '../events/events.ts';
import { SILENT } from '../log/log.ts';
import type { Listener, News } from './boardNews.ts';
import { BoardNews } from './boardNews.ts';

const FIRST = 1_000;

let events: EventBus;
let news: BoardNews;
beforeEach(() => {
  events = new EventBus(SILENT);
  news = new BoardNews(events, FIRST);
});

const listener = (patch: Partial<Listener> = {}): Listener => {
  return { board: 'hub', partnershipId: 'north', actorId: 'ana', isGuest: false, ...patch };
};
/** What each of several who wait is told; those who wait on are left out. */
function waiting(listeners: Record<string, Listener>): Record<string, News> {
  const told: Record<string, News> = {};
  for (const [name, one] of Object.entries(listeners))
    void news.wait(one, news.version(one.board)).then((what) => (told[name] = what));
  return told;
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a change is told to those on its board, and who asks later is told at once', async () => {
  const told = waiting({ here: listener(), elsewhere: listener({ board: 'sleep' }) });
  events.emit('document.changed', { name: 'board/hub', actorIds: [] });
  await settled();
  expect(told).toEqual({ here: 'changed' });
  expect(await news.wait(listener(), FIRST)).toBe('changed');
});

test('a change of rights is told to those whom it may concern, and to nobody else', async () => {
  const listeners = {
    member: listener(),
    guest: listener({ actorId: 'marcin', isGuest: true }),
    'member elsewhere': listener({ board: 'sleep', partnershipId: 'south' }),
  };
  const told = waiting(listeners);
  events.emit('signIn.ended', { signInIds: ['one'] });
  await settled();
  expect(Object.keys(told)).toEqual(['member', 'member elsewhere']);
  const again = waiting({ member: listeners.member, 'member elsewhere': listeners['member elsewhere'] });
  events.emit('membership.changed', { personId: 'ana', partnershipId: 'south' });
  await settled();
  expect(again).toEqual({ 'member elsewhere': 'rights' });
  expect(told).not.toHaveProperty('guest');
  events.emit('guests.changed', { boardId: 'hub', guestIds: ['marcin'] });
  await settled();
  expect(told).toMatchObject({ guest: 'rights' });
});

test('nobody takes all the places there are', async () => {
  const told = waiting(Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`of one ${index}`, listener()])));
  const other = waiting({ other: listener({ actorId: 'marcin', isGuest: true }) });
  await settled();
  expect(told).toEqual({ 'of one 5': 'nothing', 'of one 6': 'nothing' });
  expect(other).toEqual({});
});
