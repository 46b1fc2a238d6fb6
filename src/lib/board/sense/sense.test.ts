import { describe, expect, test } from 'vitest';
import { aloneBoard } from '../../../../tests/support/aloneBoard';
import type { Axes } from '$lib/domain/boards/geometry/axis';
import { isGroup } from '$lib/domain/boards/groups';
import type { Item } from '$lib/domain/boards/schema';
import { OPEN_WRITING } from '$lib/domain/sessions/rules';
import type { LiveSession } from '$lib/domain/sessions/session';
import type { StepKind } from '$lib/domain/sessions/step';
import type { StepRules } from '$lib/domain/sessions/rules';
import { Gathering } from '../together/gathering';
import { joinGroup, makeGroup, mergeGroups, setAxes, sortByVotes, ungroup } from './grouping';
import { senseOnCanvas } from './onCanvas';
import { mayScribe, writeFor } from './scribing';

const zones = [{ id: 'ideas', title: 'Ideas', at: [0, 0], size: [900, 640] }] as const;
const cards = ['a', 'b', 'c'].map((id, index) => ({
  ...{ id, zone: 'ideas', text: `Card ${id}` },
  at: [20 + index * 180, 100] as const,
}));
const on = (id: string) => ({ on: 'item', id }) as const;

function sessionOf(kind: StepKind, rules: Partial<StepRules> = {}): LiveSession {
  const step = { id: 'one', kind, title: 'One', minutes: 5 };
  return {
    ...{ id: 's', title: 'Session', lead: 'Ruth', steps: [step], passed: [], secret: null, ballot: null },
    now: { instructions: '', zones: [], rules: { ...OPEN_WRITING, ...rules } },
    current: { step: 'one', began: '2026-11-24T12:00:00.000Z', allowed: 300_000, pausedAt: null, paused: 0 },
  };
}

/** A board with making sense on it, in a step of some kind; whoever sits there may run the session. */
function open(kind: StepKind, rules: Partial<StepRules> = {}) {
  const board = aloneBoard({ zones: [...zones], cards });
  board.editor.live.notices.session = sessionOf(kind, rules);
  board.editor.together.gathering = new Gathering(() => () => Promise.resolve(true));
  const commands = senseOnCanvas(board.canvas);
  const { editor, hand, canvas } = board;
  canvas.drawn.look(canvas.viewport.view, [], false);
  const run = (id: string) => {
    const command = commands.find((one) => one.id === id);
    if (command?.can(canvas))
      command.run(canvas, { toolbox: board.toolbox, openMoveMenu() {}, openMenu() {}, later: [] });
    return command?.can(canvas);
  };
  /** Picks card `a` up and lets go of it over card `b`. */
  const drop = (free = false) => {
    hand.down([100, 150], on('a'));
    hand.move([150, 150]);
    hand.resume([285, 155], { free });
    hand.up([285, 155]);
  };
  const groups = () => editor.model.zones.filter(isGroup);
  const zoneOf = (id: string) => {
    const item = editor.model.item(id);
    return item && editor.model.zoneOf(item);
  };
  return { ...board, run, drop, groups, zoneOf };
}

describe('a card that is dropped upon another', () => {
  test('is in a group with it where a step is for putting cards together, and its name is written at once', () => {
    const { drop, groups, zoneOf, editor, canvas } = open('cluster');
    drop();
    expect(groups()).toHaveLength(1);
    const [group] = groups();
    expect([zoneOf('a'), zoneOf('b'), zoneOf('c')]).toEqual([group?.id, group?.id, 'ideas']);
    expect(editor.editing).toEqual({ item: group?.id, field: 'text' });
    canvas.leaveWriting();
    editor.undo();
    expect([groups(), zoneOf('a'), editor.model.item('a')?.at]).toEqual([[], 'ideas', cards[0]?.at]);
  });

  test('joins the group the other is in', () => {
    const { groups, zoneOf, editor } = open('cluster');
    makeGroup(editor, ['b', 'c'], { name: 'Food' });
    const [x = 0, y = 0] = editor.model.item('b')?.at ?? [];
    const boxOf = ({ at }: Item) => ({ x: at[0], y: at[1], w: 164, h: 112 });
    editor.sense?.over({ ids: ['a'], at: [x + 80, y + 50], among: ['b', 'c'], boxOf, free: false });
    expect(editor.sense?.target).toBe('b');
    expect(editor.sense?.drop()).toBe(true);
    expect(zoneOf('a')).toBe(groups()[0]?.id);
  });

  test.each([
    ['in any other step', 'discuss', false],
    ['when Alt says that it goes exactly there', 'cluster', true],
  ] as const)('is only moved %s', (_, kind, free) => {
    const { drop, groups, zoneOf, editor } = open(kind);
    drop(free);
    expect([groups(), zoneOf('a')]).toEqual([[], 'ideas']);
    expect(editor.model.item('a')?.at[0]).toBeGreaterThan(150);
  });

  test('is nothing that was grouped once the hand has taken it back', () => {
    const { hand, groups, editor, toolbox } = open('cluster');
    hand.down([100, 150], on('a'));
    hand.move([150, 150]);
    hand.move([285, 155]);
    expect(editor.sense?.target).toBe('b');
    toolbox.cancel();
    expect([editor.sense?.target, groups()]).toEqual([null, []]);
  });
});

describe('commands', () => {
  test('ask for the name of a group, and merge and take apart what is one', () => {
    const { run, editor, groups } = open('discuss');
    expect(run('ungroup')).toBe(false);
    editor.selection.set(['a', 'b']);
    run('group');
    expect(editor.sense?.asked).toEqual({ is: 'group', ids: ['a', 'b'] });
    makeGroup(editor, ['a', 'b'], { name: 'Food' });
    expect(run('merge')).toBe(false);
    makeGroup(editor, ['c'], { name: 'Drink' });
    mergeGroups(
      editor,
      groups().map(({ id }) => id),
      'Food and drink',
    );
    expect(groups().map(({ text }) => text)).toEqual(['Food and drink']);
    expect(run('ungroup')).toBe(false); // it has gone
    expect(groups()).toEqual([]);
    editor.undo();
    expect(groups().map(({ text }) => text)).toEqual(['Food and drink']);
    editor.undo();
    expect(
      groups()
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['Drink', 'Food']);
  });

  test('do nothing for who may only look', () => {
    const { editor } = aloneBoard({ zones: [...zones], cards }, { role: 'look' });
    expect([
      makeGroup(editor, ['a'], { name: 'No' }),
      joinGroup(editor, ['a'], 'ideas'),
      ungroup(editor, ['ideas']),
    ]).toEqual([null, false, null]);
  });

  test('[F74] sort a zone by the votes that stay on its cards, and one undo takes that back', () => {
    const { editor, run } = open('discuss');
    editor.selection.set(['ideas']);
    expect(run('sort-by-votes')).toBe(false);
    const dots = (total: number) => ({ method: 'dots', total, rank: 1 }) as const;
    editor.live.notices.tallies = { c: dots(4), b: dots(1) };
    const zone = editor.model.item('ideas');
    if (zone?.kind === 'zone') sortByVotes(editor, zone);
    expect(editor.model.idsIn('ideas')).toEqual(['c', 'b', 'a']);
    editor.undo();
    expect(editor.model.idsIn('ideas')).toEqual(['a', 'b', 'c']);
  });
});

test('what axes say of a card is part of its name', () => {
  const { editor } = open('discuss');
  const axis = { low: 'Low', high: 'High', part: 'whole' } as const;
  const axes: Axes = { x: { label: 'Effort', ...axis }, y: { label: 'Impact', ...axis } };
  setAxes(editor, 'ideas', axes);
  const item = editor.model.item('a');
  expect(item && editor.sense?.axesWords(item)).toEqual(['Impact: very high', 'Effort: very low']);
  editor.undo();
  expect(editor.model.item('ideas')?.look.axes).toBeUndefined();
});

test('[F76] words that are written down for somebody name both, and are never written in a private step', () => {
  const { editor } = open('share');
  const id = writeFor(editor, { text: 'Open at seven', said: { name: 'Amina' }, zone: 'ideas' }) ?? '';
  const item = editor.model.item(id);
  expect(item?.by).toBe('ana');
  expect(editor.authorOf(item?.by ?? null, item?.look.said)?.name).toBe('Said by Amina · written by Ana Reyes');
  const room = writeFor(editor, { text: 'A lift', said: { room: true }, zone: null }) ?? '';
  const second = editor.model.item(room);
  expect(editor.authorOf('ana', second?.look.said)?.name).toBe(
    'Said by someone without a device · written by Ana Reyes',
  );
  const secret = open('think', { writing: 'private', authors: 'hidden' }).editor;
  expect([mayScribe(secret), writeFor(secret, { text: 'x', said: { room: true }, zone: null })]).toEqual([false, null]);
  const nobody = aloneBoard({ zones: [...zones], cards }).editor;
  expect(mayScribe(nobody)).toBe(false);
});
