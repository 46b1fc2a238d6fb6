import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { TurnedClock } from '../../../tests/support/turnedClock';
import { OwnPresenceSender } from './ownPresence';
import { PageAwareness } from './pageAwareness';
import { Participants } from './participants.svelte';

const BEN = { id: 'ben', name: 'Ben', organisationKind: 'council', organisation: 'Westmere', guest: false, colour: 1 };

let clock: TurnedClock;
let mine: Awareness;
let theirs: Awareness;

beforeEach(() => {
  clock = new TurnedClock();
  mine = new Awareness(new Y.Doc());
  theirs = new Awareness(new Y.Doc());
});

afterEach(() => {
  mine.destroy();
  theirs.destroy();
});

function hearTheirs(): void {
  applyAwarenessUpdate(mine, encodeAwarenessUpdate(theirs, [theirs.clientID]), 'server');
}

describe('own presence', () => {
  test('is sent at once, then at most thirty times a second with the last word kept', () => {
    const sender = new OwnPresenceSender(mine, clock);
    let sent = 0;
    mine.on('update', () => (sent += 1));
    for (let x = 1; x <= 10; x++) sender.present({ cursor: [x, 0] });
    expect([sent, mine.getLocalState()]).toEqual([1, { cursor: [1, 0] }]);
    clock.turn(33);
    expect([sent, mine.getLocalState()]).toEqual([2, { cursor: [10, 0] }]);
    clock.turn(1_000);
    expect(sent).toBe(2);
  });

  test('merges fields, and null takes one away', () => {
    const sender = new OwnPresenceSender(mine, clock);
    sender.present({ cursor: [1, 2], selection: ['a'] });
    clock.turn(33);
    sender.present({ cursor: null });
    expect(mine.getLocalState()).toEqual({ selection: ['a'] });
  });

  test('drops the gesture rather than be refused for its size', () => {
    const sender = new OwnPresenceSender(mine, clock);
    const points = Array.from({ length: 200 }, (_, index) => index + 0.123456789012345);
    sender.present({ cursor: [1, 2], gesture: { kind: 'draw', ids: 'selection', points } });
    expect(mine.getLocalState()).toEqual({ cursor: [1, 2] });
  });

  test('ignores what breaks the format', () => {
    const sender = new OwnPresenceSender(mine, clock);
    sender.present({ cursor: [1, 2] });
    clock.turn(33);
    sender.present({ cursor: [Number.NaN, 0] });
    expect(mine.getLocalState()).toEqual({ cursor: [1, 2] });
  });
});

describe('what is sent on', () => {
  test("is this page's own presence, not what others show", () => {
    const page = new PageAwareness(new Y.Doc());
    const heard: string[] = [];
    page.on('update', (_change: unknown, origin: unknown) => heard.push(`to be sent: ${String(origin)}`));
    page.on('change', (_change: unknown, origin: unknown) => heard.push(`seen: ${String(origin)}`));
    page.setLocalState({ cursor: [1, 2] });
    theirs.setLocalState({ who: BEN, cursor: [3, 4] });
    applyAwarenessUpdate(page, encodeAwarenessUpdate(theirs, [theirs.clientID]), 'server');
    expect(heard).toEqual(['seen: local', 'to be sent: local', 'seen: server']);
    page.destroy();
  });
});

describe('participants', () => {
  test('are others only, with the time they last moved', () => {
    const people = new Participants(mine, clock);
    mine.setLocalState({ who: BEN });
    theirs.setLocalState({ who: BEN, cursor: [3, 4] });
    hearTheirs();
    expect(people.list).toEqual([
      { clientId: theirs.clientID, who: BEN, presence: { who: BEN, cursor: [3, 4] }, movedAt: clock.now() },
    ]);
  });

  test('keep their objects and their list until something changes', () => {
    const people = new Participants(mine, clock);
    theirs.setLocalState({ who: BEN });
    hearTheirs();
    const before = people.list;
    theirs.setLocalState({ who: BEN });
    hearTheirs();
    expect(people.list).toBe(before);
    clock.turn(20_000);
    theirs.setLocalState({ who: BEN, cursor: [1, 1] });
    hearTheirs();
    expect(people.list[0]?.movedAt).toBe(clock.now());
  });

  test('go when they leave, and when they show nonsense', () => {
    const people = new Participants(mine, clock);
    theirs.setLocalState({ who: BEN });
    hearTheirs();
    expect(people.list).toHaveLength(1);
    theirs.setLocalState({ who: { name: '<b>' }, cursor: 'here' });
    hearTheirs();
    expect(people.list).toEqual([]);
    theirs.setLocalState({ who: BEN });
    hearTheirs();
    theirs.setLocalState(null);
    hearTheirs();
    expect(people.list).toEqual([]);
  });
});
