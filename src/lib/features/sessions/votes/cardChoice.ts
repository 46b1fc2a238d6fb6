import type { LiveSession } from '$lib/domain/sessions/session';

/** What choosing cards is for: the next step with a vote, one more vote in this, or the vote that is open. */
export type CardChoice =
  | { is: 'ahead'; step: string; title: string }
  | { is: 'again'; after: string; cards: readonly string[] }
  | { is: 'open'; ballot: string; cards: readonly string[]; voted: number };

/** What cards can be chosen for now; null when for nothing. */
export function choiceOf({ ballot, now, current, steps }: LiveSession): CardChoice | null {
  const isOn = ballot?.step === current.step;
  if (now.rules.vote && ballot && isOn) {
    const { id, cards, state, voted } = ballot;
    if (state === 'open') return { is: 'open', ballot: id, cards, voted };
    return state === 'revealed' ? { is: 'again', after: id, cards } : null;
  }
  if (now.rules.vote) return { is: 'again', after: ballot?.id ?? '', cards: [] };
  const at = steps.findIndex(({ id }) => id === current.step);
  const next = steps.slice(at + 1).find(({ kind }) => kind === 'vote');
  return next ? { is: 'ahead', step: next.id, title: next.title } : null;
}

/** The action of the session's page that takes the choice, and what goes along. */
export function sendingOf(choice: CardChoice): { action: string; fields: Record<string, string> } {
  if (choice.is === 'ahead') return { action: 'chooseCards', fields: { step: choice.step } };
  if (choice.is === 'again') return { action: 'openBallot', fields: { after: choice.after } };
  return { action: 'renewBallot', fields: { ballot: choice.ballot } };
}

/** The cards that were chosen for a step already; null where its zones say it, or nobody could be asked. */
export async function askChosen(page: string, step: string): Promise<readonly string[] | null> {
  try {
    const answer = await fetch(`${page}/ballot-cards?step=${encodeURIComponent(step)}`, { cache: 'no-store' });
    return answer.ok ? ((await answer.json()) as { cards: string[] | null }).cards : null;
  } catch {
    return null;
  }
}
