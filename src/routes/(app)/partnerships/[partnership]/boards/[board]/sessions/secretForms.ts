import type { Actor } from '$lib/domain/access/actor';
import type { CheckedCard, WaitingWriter } from '$lib/domain/sessions/privateRound';
import { text } from '../../../../../../answers';

interface Address {
  board: string;
  round: string;
}
type Ask<T, More = object> = (actor: Actor, slug: string, asked: Address & More) => Promise<T>;

/** What is asked of private rounds. */
interface Rounds {
  reveal: Ask<void>;
  revealOf: Ask<void, { person: string }>;
  takeBack: Ask<void>;
  waiting: Ask<WaitingWriter[]>;
  unrevealed: Ask<CheckedCard[]>;
  hold: Ask<void, { card: string; held: boolean }>;
}

/** What a facilitator asks about private cards, as a form says it, and what there is to look at then. */
export function secretWork(rounds: Rounds, form: FormData): Ask<{ waiting?: WaitingWriter[]; cards?: CheckedCard[] }> {
  const is = text(form, 'is');
  return async (actor, slug, address) => {
    if (is === 'reveal') await rounds.reveal(actor, slug, address);
    else if (is === 'takeBack') await rounds.takeBack(actor, slug, address);
    else if (is === 'revealOf') await rounds.revealOf(actor, slug, { ...address, person: text(form, 'person') });
    else if (is === 'hold' || is === 'letGo')
      await rounds.hold(actor, slug, { ...address, card: text(form, 'card'), held: is === 'hold' });
    if (is === 'writers' || is === 'revealOf') return { waiting: await rounds.waiting(actor, slug, address) };
    if (is === 'cards' || is === 'hold' || is === 'letGo')
      return { cards: await rounds.unrevealed(actor, slug, address) };
    return {};
  };
}
