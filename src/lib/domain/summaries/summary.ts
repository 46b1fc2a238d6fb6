import type { BoardPicture } from '../boards/boardPicture.ts';
import type { OrganisationKind } from '../organisations/organisation.ts';
import type { Outcome } from '../sessions/outcomes/outcome.ts';
import type { VoteMethod } from '../sessions/rules.ts';
import type { Session } from '../sessions/session.ts';
import type { VoterGroup } from '../sessions/votes/voterGroup.ts';
import { certainIn } from '../sensitive/certain.ts';
import type { FieldFault } from '../shared/errors.ts';
import type { Instant } from '../shared/surroundings.ts';
import { toldApart } from '../sessions/votes/voterGroup.ts';

/** Longest note at the top of a summary, in characters: half a page. */
export const MAX_NOTE = 2_000;

/** What somebody in a session was there as. Families say so themselves. */
export type PresentKind = OrganisationKind | 'family';

/** Somebody who was there, by actor id. Whether their name is told is theirs to say. */
export interface Present {
  id: string;
  kind: PresentKind;
}

/** A zone with the cards that lay in it, and how it looked: never the one without the other. */
export interface SummaryZone {
  /** Null of what lay in no zone. */
  id: string | null;
  title: string;
  prompt: string;
  cards: readonly { id: string; text: string }[];
  picture: BoardPicture | null;
}

/** The totals of one vote, as everyone may see them. */
export interface SummaryVote {
  step: string;
  title: string;
  method: VoteMethod;
  cards: readonly VotedCard[];
  voters: number;
  /** Of those, votes added for people without a device. */
  room: number;
}

export interface VotedCard {
  card: string;
  text: string;
  total: number;
  mean?: number;
  counts?: Readonly<Record<string, number>>;
  rank: number;
  room: number;
  /** Totals told apart; groups too small for it were joined before. */
  splits: readonly { group: readonly VoterGroup[]; total: number; mean?: number }[];
}

/** What is kept of a session when it ends, so that its summary stays what it was. */
export interface Snapshot {
  outcomes: readonly Outcome[];
  zones: readonly SummaryZone[];
  votes: readonly SummaryVote[];
  present: readonly Present[];
}

export type SummaryOutcome = Pick<Outcome, 'id' | 'words' | 'owner' | 'due' | 'reason'>;

/** A session's summary, ready to be shown, printed or sent. */
export interface Summary {
  title: string;
  boardTitle: string;
  partnership: string;
  place: string;
  startedAt: Instant;
  /** Null while the session runs: then this is how it would be. */
  endedAt: Instant | null;
  note: string;
  decisions: readonly SummaryOutcome[];
  actions: readonly SummaryOutcome[];
  parked: readonly SummaryOutcome[];
  votes: readonly SummaryVote[];
  zones: readonly SummaryZone[];
  /** How many were there, and of each kind, the most first. */
  people: number;
  kinds: readonly { kinds: readonly PresentKind[]; count: number }[];
  /** Those who agreed to be named, by the name they have now. */
  names: readonly string[];
  /** What was done, in its order, in whole minutes. */
  steps: readonly { title: string; minutes: number; skipped: boolean }[];
}

/** Whoever reads it. */
interface Around {
  boardTitle: string;
  partnership: string;
  note: string;
  /** By person id, as they are called now: owners, and those who agreed to be named. */
  people: ReadonlyMap<string, string>;
  /** Names of those who agreed, by actor id. */
  named: ReadonlyMap<string, string>;
}

/** Null of a session that has not begun. */
export function summaryOf(
  { title, place, agenda, progress }: Session,
  snapshot: Snapshot,
  { boardTitle, partnership, note, people, named }: Around,
): Summary | null {
  if (progress.is === 'planned') return null;
  const ofKind = (kind: Outcome['kind']) =>
    snapshot.outcomes
      .filter((outcome) => outcome.kind === kind && outcome.words !== '')
      .map(({ id, words, owner, due, reason }) => {
        const name = (owner.personId !== null && people.get(owner.personId)) || owner.name;
        return { id, words, owner: { ...owner, name }, due, reason };
      });
  const present = new Map(snapshot.present.map((one) => [one.id, one]));
  return {
    ...{ title, boardTitle, partnership, place, note },
    startedAt: progress.startedAt,
    endedAt: progress.is === 'ended' ? progress.endedAt : null,
    ...{ decisions: ofKind('decision'), actions: ofKind('action'), parked: ofKind('parked') },
    votes: snapshot.votes,
    zones: snapshot.zones.filter(({ cards }) => cards.length > 0),
    people: present.size,
    kinds: counted([...present.values()]),
    names: [...present.keys()].flatMap((id) => named.get(id) ?? []).sort((a, b) => (a < b ? -1 : 1)),
    steps: agenda.flatMap((step) => {
      const times = progress.passed.filter((one) => one.step === step.id);
      if (times.length === 0) return [];
      const took = times.reduce((sum, one) => sum + one.took, 0);
      return [
        { title: step.title, minutes: Math.round(took / 60_000), skipped: times.every(({ skipped }) => skipped) },
      ];
    }),
  };
}

/** As every split: groups of fewer than five are joined, and where one would remain nothing is split (F24, F95). */
function counted(present: readonly Present[]): Summary['kinds'] {
  const counts = new Map<PresentKind, number>();
  for (const { kind } of present) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const groups = toldApart(counts).map(({ of, voters }) => ({ kinds: of, count: voters }));
  return groups.length > 1 ? groups.toReversed() : [];
}

/** Without a word of cards that were taken off the board since. */
export function withoutCards(snapshot: Snapshot, gone: ReadonlySet<string>): Snapshot {
  return {
    ...snapshot,
    outcomes: snapshot.outcomes.map((one) => (gone.has(one.cardId) ? { ...one, words: '' } : one)),
    zones: snapshot.zones.map((zone) => ({
      ...zone,
      ...(zone.id !== null && gone.has(zone.id) ? { title: '', prompt: '' } : {}),
      cards: zone.cards.filter(({ id }) => !gone.has(id)),
    })),
    votes: snapshot.votes.map((vote) => ({ ...vote, cards: vote.cards.filter(({ card }) => !gone.has(card)) })),
  };
}

/** What is wrong with a note, or null. It may be empty. */
export function noteFault(note: string): FieldFault | null {
  if (note.length > MAX_NOTE) return 'tooLong';
  return certainIn(note, { rule: 'hold' }) ? 'identifier' : null;
}
