import type { BallotCommand } from '$lib/domain/sessions/votes/ballot';
import type { Papers, Vote } from '$lib/domain/sessions/votes/vote';
import { text } from '../../../../../../answers';

const VOTE = 'vote-';
const PAPER = 'paper-';

/** What somebody says of each card, as a form says it: a card of which nothing is said is left out. */
export function votesFrom(form: FormData): Vote[] {
  return named(form, VOTE).map(([card, value]) => ({ card, value }));
}

/** What was counted out on paper, as a form says it: `paper-<value>-<card>`. */
export function papersFrom(form: FormData): Papers {
  const votes = named(form, PAPER).map(([place, count]) => {
    const [value = '', ...card] = place.split('-');
    return { card: card.join('-'), value: Number(value), count };
  });
  return { people: Number(text(form, 'people').trim() || '0'), votes };
}

/** What a facilitator does with a ballot. What is no command is for the service to refuse. */
export function ballotCommandFrom(form: FormData): BallotCommand {
  return text(form, 'is') as BallotCommand;
}

function named(form: FormData, start: string): [string, number][] {
  return [...form.keys()].flatMap((name): [string, number][] => {
    const value = text(form, name).trim();
    return name.startsWith(start) && value !== '' ? [[name.slice(start.length), Number(value)]] : [];
  });
}
