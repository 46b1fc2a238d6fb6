import type { Line } from './line.ts';
import { board, HERE, memberOnBoard } from './line.ts';
import type { Scene } from './scene.ts';

/** A session of the board that is over, while which its guests were there. */
export const ended: Partial<Line> = { params: ({ endedSession: session }) => ({ session }) };
const ofBallot = ({ params }: Scene) => ({ ballot: params['ballot'] ?? '' });

/** Every entrance to the sessions of a board. */
export const SESSION_LINES: Readonly<Record<string, Line>> = {
  [`GET ${HERE}/boards/[board]/sessions`]: memberOnBoard,
  [`GET ${HERE}/boards/[board]/sessions/new`]: board('session.run'),
  [`POST ${HERE}/boards/[board]/sessions/new`]: board('session.run', { form: () => ({ title: 'A session' }) }),
  [`GET ${HERE}/boards/[board]/sessions/[session]`]: memberOnBoard,
  [`POST ${HERE}/boards/[board]/sessions/[session]?/sealed`]: board('session.run', {
    form: ({ round }) => ({ is: 'leave', round }),
  }),
  [`GET ${HERE}/boards/[board]/sessions/[session]/calendar`]: memberOnBoard,
  [`GET ${HERE}/boards/[board]/sessions/[session]/invite`]: board('session.run'),
  [`POST ${HERE}/boards/[board]/sessions/[session]/invite`]: board('session.run', { form: () => ({ everyone: 'on' }) }),
  [`GET ${HERE}/boards/[board]/sessions/[session]/rehearsal`]: board('session.run'),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/tell`]: board('session.run'),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/plan`]: board('session.run', { form: () => ({ title: 'Anew' }) }),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/step`]: board('session.run', {
    form: () => ({ kind: 'share', title: 'A step', minutes: '5' }),
  }),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/move`]: board('session.run', { form: () => ({ to: '0' }) }),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/take`]: board('session.run'),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/openBallot`]: board('session.run'),
  [`GET ${HERE}/boards/[board]/sessions/[session]/ballot-cards`]: board('session.run'),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/chooseCards`]: board('session.run'),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/renewBallot`]: board('session.run', { form: ofBallot }),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/papers`]: board('session.run', { form: ofBallot }),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/ballot`]: board('session.run', {
    form: (scene) => ({ ...ofBallot(scene), is: 'reveal' }),
  }),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/start`]: board('session.run'),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/command`]: board('session.run', { form: () => ({ is: 'pause' }) }),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/secret`]: board('session.run', {
    form: ({ round }) => ({ is: 'reveal', round }),
  }),
  [`GET ${HERE}/boards/[board]/sessions/[session]/projector`]: memberOnBoard,
  [`GET ${HERE}/boards/[board]/sessions/[session]/projector/news`]: memberOnBoard,
  [`POST ${HERE}/boards/[board]/sessions/[session]?/count`]: board('session.run', {
    form: () => ({ withoutDevice: '6' }),
  }),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/show`]: board('session.run'),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/paperCards`]: board('session.run', {
    form: () => ({ list: 'the-list-of-21-letter', lines: 'A bench' }),
  }),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/removeSealed`]: { may: () => false }, // there are none
  [`POST ${HERE}/boards/[board]/sessions/[session]?/takeBackPapers`]: board('session.run', {
    form: () => ({ list: 'the-list-of-21-letter' }),
  }),
  [`GET ${HERE}/boards/[board]/sessions/[session]/sheets`]: board('session.run'),
  [`GET ${HERE}/boards/[board]/sessions/[session]/consent`]: memberOnBoard,
  [`GET ${HERE}/boards/[board]/sessions/[session]/groups`]: board('session.run'),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/groups`]: board('session.run', {
    form: () => ({ is: 'make', how: 'random', count: '2' }),
  }),
  [`GET ${HERE}/boards/[board]/sessions/[session]/outcomes`]: memberOnBoard,
  [`POST ${HERE}/boards/[board]/sessions/[session]?/outcome`]: board('session.run', {
    form: () => ({ kind: 'decision' }),
  }),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/consent`]: memberOnBoard,
  [`GET ${HERE}/boards/[board]/sessions/[session]/summary`]: { ...memberOnBoard, ...ended },
  [`GET ${HERE}/boards/[board]/sessions/[session]/summary.md`]: { ...memberOnBoard, ...ended },
  [`POST ${HERE}/boards/[board]/sessions/[session]/summary?/note`]: board('session.run', {
    ...ended,
    form: () => ({ note: 'x' }),
  }),
  [`POST ${HERE}/boards/[board]/sessions/[session]/summary?/send`]: board('session.run', ended),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/takeBack`]: board('session.run', {
    form: () => ({ outcome: 'x' }),
  }),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/settle`]: board('session.run', { form: () => ({ state: '' }) }),
  [`POST ${HERE}/boards/[board]/sessions/[session]?/remove`]: board('session.run', {
    params: ({ otherSession: session }) => ({ session }),
  }),
};
