import type { Agenda } from '../agenda.ts';
import type { Progress, SessionCommand } from '../progress.ts';
import type { Outcome } from './outcome.ts';
import { unfinished } from './outcome.ts';

/**
 * Whether what a facilitator asks leaves an action that nobody owns, or that has no date: an assign step is not left
 * forwards, and no session is ended, before each has both or is parked. Going back changes nothing that was agreed.
 */
export function leavesUnfinished(
  { before, after }: { before: Progress; after: Progress },
  { command, agenda, outcomes }: Leaving,
): boolean {
  if (before.is !== 'running' || before === after || unfinished(outcomes).length === 0) return false;
  if (after.is === 'ended') return true;
  const isForwards = command.is === 'next' || command.is === 'skip';
  return isForwards && agenda.find(({ id }) => id === before.current.step)?.kind === 'assign';
}

interface Leaving {
  command: SessionCommand;
  agenda: Agenda;
  outcomes: readonly Pick<Outcome, 'kind' | 'owner' | 'due'>[];
}
