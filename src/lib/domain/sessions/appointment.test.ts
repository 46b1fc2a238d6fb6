import { expect, test } from 'vitest';
import { endOf, meetingWords, replanned, USUAL_SESSION_MINUTES } from './appointment.ts';
import { PLANNED } from './progress.ts';
import type { Session, SessionPlan } from './session.ts';
import { newStep } from './step.ts';

const STARTS = '2026-12-08T13:30:00.000Z';
const plan: SessionPlan = { title: 'Health hub', startsAt: STARTS, endsAt: null, place: 'Field Hall', meeting: '' };
const session: Session = {
  ...plan,
  ...{ id: 's', boardId: 'b', agenda: [], progress: PLANNED, overDays: false, leadId: 'ruth', madeBy: 'ruth' },
  ...{ madeAt: '2026-11-30T12:00:00.000Z', revision: 4 },
};

test.each<[Partial<SessionPlan>, number]>([
  [{}, 4],
  [{ title: 'Health hub, again' }, 5],
  [{ startsAt: '2026-12-09T13:30:00.000Z' }, 5],
  [{ startsAt: null }, 5],
  [{ endsAt: '2026-12-08T14:30:00.000Z' }, 5],
  [{ place: '' }, 5],
  [{ meeting: 'https://meet.example/hub' }, 5],
  [{ place: 'Town Hall', title: 'Health hub, again' }, 5],
])('a plan with %j is revision %i [FI1]', (change, revision) => {
  expect(replanned(session, { ...plan, ...change })).toEqual({ ...plan, ...change, revision });
});

test('a session is over when somebody said, or else when its steps are', () => {
  const endsAt = '2026-12-08T16:00:00.000Z';
  const agenda = [25, 20].map((minutes, at) => {
    return { ...newStep('share'), id: `step-${at}`, title: '', instructions: '', part: null, minutes };
  });
  expect(endOf({ endsAt, agenda }, STARTS)).toBe(endsAt);
  expect(endOf({ endsAt: null, agenda }, STARTS)).toBe('2026-12-08T14:15:00.000Z');
  expect(endOf({ endsAt: null, agenda: [] }, STARTS)).toBe('2026-12-08T14:30:00.000Z');
  expect(USUAL_SESSION_MINUTES).toBe(60);
});

test.each([
  ['https://meet.example/hub?code=1', 'https://meet.example/hub?code=1'],
  ['http://meet.example', 'http://meet.example/'],
  ['HTTPS://Meet.Example/Hub', 'https://meet.example/Hub'],
  ['', null],
  ['0113 496 0000', null],
  ['meet.example/hub', null],
  ['javascript:alert(1)', null],
  ['data:text/html,<p>', null],
  ['tel:01134960000', null],
  ['https://meet.example@evil.example/', null],
  ['//evil.example', null],
])('of “%s” the link is %s', (meeting, link) => {
  expect(meetingWords(meeting).find((one) => one.link !== null)?.link ?? null).toBe(link);
});

test('of a link and a number to type, the link alone is one', () => {
  const meeting = 'https://meet.example/hub, or call 0113 496 0000';
  const words = meetingWords(meeting);
  expect(words.map((one) => one.words).join('')).toBe(meeting);
  expect(words.flatMap(({ link }) => link ?? [])).toEqual(['https://meet.example/hub']);
  expect(meetingWords('PIN 1234')).toEqual([
    { words: 'PIN', link: null },
    { words: ' ', link: null },
    { words: '1234', link: null },
  ]);
});
