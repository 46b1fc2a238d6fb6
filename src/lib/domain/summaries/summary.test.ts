import { describe, expect, test } from 'vitest';
import type { Outcome } from '../sessions/outcomes/outcome.ts';
import { NO_OWNER } from '../sessions/outcomes/outcome.ts';
import type { Session } from '../sessions/session.ts';
import { newStep } from '../sessions/step.ts';
import type { Snapshot } from './summary.ts';
import { MAX_NOTE, noteFault, summaryOf, withoutCards } from './summary.ts';
import type { SummaryLabels } from './summaryMarkdown.ts';
import { summaryMarkdown } from './summaryMarkdown.ts';

const START = '2026-11-24T14:00:00.000Z';
const END = '2026-11-24T16:30:00.000Z';
const step = (id: string) => ({ ...newStep('share'), id, title: id, instructions: '', part: null });
const SESSION: Session = {
  ...{ id: 'session', boardId: 'board', title: 'The hub', startsAt: null, endsAt: null, place: 'Hall', meeting: '' },
  ...{
    agenda: [step('Talk'), step('Rest'), step('Never')],
    leadId: 'ruth',
    madeBy: 'ruth',
    madeAt: START,
    revision: 0,
    overDays: false,
  },
  progress: {
    ...{ is: 'ended', startedAt: START, endedAt: END },
    passed: [
      { step: 'Talk', took: 90_000, skipped: false },
      { step: 'Rest', took: 1_000, skipped: true },
      { step: 'Talk', took: 90_000, skipped: false },
    ],
  },
};
const outcome = (patch: Partial<Outcome>): Outcome => ({
  ...{ id: 'one', sessionId: 'session', boardId: 'board', cardId: 'card', cardType: 'idea', kind: 'action' },
  ...{ words: 'Sign it', owner: { personId: 'grace', name: 'Grace', organisation: 'A trust' }, due: '2026-12-04' },
  ...{ reason: '', state: 'open', stateReason: '', lookedAtIn: null, madeBy: 'ruth', madeAt: START },
  ...patch,
});
const APART = [
  { group: ['families'], total: 3 },
  { group: ['staff'], total: 2 },
] as const;
const SNAPSHOT: Snapshot = {
  outcomes: [
    outcome({}),
    outcome({ id: 'two', cardId: 'two', kind: 'decision', words: 'Open *both*', owner: NO_OWNER, due: null }),
    outcome({
      id: 'three',
      cardId: 'three',
      kind: 'parked',
      words: 'Saturdays',
      owner: NO_OWNER,
      reason: 'Costs | first',
    }),
  ],
  zones: [
    {
      id: 'needs',
      title: 'Needs',
      prompt: '',
      cards: [{ id: 'card', text: 'Sign it' }],
      picture: { zones: [], cards: [] },
    },
    { id: 'empty', title: 'Empty', prompt: '', cards: [], picture: null },
    { id: null, title: '', prompt: '', cards: [{ id: 'two', text: '<b>Bold</b>' }], picture: null },
  ],
  votes: [
    {
      ...{ step: 'Talk', title: 'Most wanted', method: 'dots', voters: 3, room: 0 },
      cards: [{ card: 'card', text: 'Sign it', total: 5, rank: 1, room: 0, splits: [...APART] }],
    },
  ],
  present: [
    { id: 'grace', kind: 'school-trust' },
    { id: 'marcin', kind: 'family' },
    { id: 'dana', kind: 'family' },
    { id: 'dana', kind: 'family' },
  ],
};
const AROUND = {
  ...{ boardTitle: 'Hub', partnership: 'Northbrook', note: 'Thank you.' },
  people: new Map([['grace', 'Grace Sutton']]),
  named: new Map([
    ['marcin', 'Marcin'],
    ['gone', 'Never there'],
  ]),
};
const LABELS: SummaryLabels = {
  group: (group) => group.join(' and '),
  ...{ decisions: 'Decisions', actions: 'Actions', parked: 'Parked', votes: 'Votes', cards: 'Cards', steps: 'Steps' },
  ...{ present: 'Took part', named: 'Names', what: 'What', who: 'Who', organisation: 'For', byWhen: 'By when' },
  ...{ card: 'Card', total: 'Total', rank: 'Place', outside: 'No zone', untitled: 'Untitled', leftOut: 'left out' },
  people: (count) => `${count} people`,
  voters: (count) => `${count} voted`,
  minutes: (count) => `${count} min`,
  kind: (kind) => kind,
  day: (day) => day,
  at: (moment) => moment,
};

describe('[F34] a summary', () => {
  test('is what was agreed, voted and written, who took part by kind, and how long each step took', () => {
    expect(summaryOf(SESSION, SNAPSHOT, AROUND)).toMatchObject({
      ...{ title: 'The hub', startedAt: START, endedAt: END, note: 'Thank you.', people: 3 },
      decisions: [{ words: 'Open *both*' }],
      actions: [{ words: 'Sign it', owner: { name: 'Grace Sutton', organisation: 'A trust' }, due: '2026-12-04' }],
      parked: [{ words: 'Saturdays', reason: 'Costs | first' }],
      zones: [{ id: 'needs' }, { id: null }],
      kinds: [],
      steps: [
        { title: 'Talk', minutes: 3, skipped: false },
        { title: 'Rest', minutes: 0, skipped: true },
      ],
    });
    expect(summaryOf({ ...SESSION, progress: { is: 'planned' } }, SNAPSHOT, AROUND)).toBeNull();
  });

  test('[F95] counts no kind of fewer than five people by itself', () => {
    const of = (kind: 'school' | 'family' | 'council', count: number) =>
      Array.from({ length: count }, (_, nth) => ({ id: `${kind}-${nth}`, kind }));
    const present = [...of('school', 6), ...of('family', 3), ...of('council', 2)];
    expect(summaryOf(SESSION, { ...SNAPSHOT, present }, AROUND)?.kinds).toEqual([
      { kinds: ['school'], count: 6 },
      { kinds: ['council', 'family'], count: 5 },
    ]);
  });

  test('[F36] names nobody but those who were there and agreed to it', () => {
    expect(summaryOf(SESSION, SNAPSHOT, AROUND)?.names).toEqual(['Marcin']);
  });

  test('[F35] keeps no word of a card that was taken off the board', () => {
    const left = withoutCards(SNAPSHOT, new Set(['card', 'needs']));
    expect(JSON.stringify(left)).not.toMatch(/Sign it|Needs/);
    expect(summaryOf(SESSION, left, AROUND)).toMatchObject({ actions: [], decisions: [{}], zones: [{ id: null }] });
  });

  test('as Markdown holds all of it, and nothing of it is taken for Markdown or HTML', () => {
    const summary = summaryOf(SESSION, SNAPSHOT, AROUND);
    const text = summary ? summaryMarkdown(summary, LABELS) : '';
    expect(text).toContain('# The hub\n\nNorthbrook · Hub · 2026');
    expect(text).toContain('| Sign it | Grace Sutton | A trust | 2026-12-04 |');
    expect(text).toContain('- Open \\*both\\*');
    expect(text).toContain('- Saturdays: Costs \\| first');
    expect(text).toContain('### No zone\n\n- \\<b\\>Bold\\</b\\>');
    expect(text).toContain('3 people.');
    expect(text).toContain('| Sign it | 5 (families 3, staff 2) | 1 |');
    expect(text).toContain('- Rest: left out');
  });

  test('has a note of plain words, and none that holds an identifier', () => {
    expect(noteFault('')).toBeNull();
    expect(noteFault('x'.repeat(MAX_NOTE + 1))).toBe('tooLong');
    expect(noteFault('NHS number 943 476 5919')).toBe('identifier');
  });
});
