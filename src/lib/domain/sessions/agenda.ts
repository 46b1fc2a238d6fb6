import type { Instant } from '../shared/surroundings.ts';
import { addMinutes } from '../shared/surroundings.ts';
import type { StepRules, VoteRules } from './rules.ts';
import { tidyRules, USUAL_VOTE } from './rules.ts';
import type { Step } from './step.ts';
import { newStep } from './step.ts';

/** Most steps of a session: two half days of a large workshop have about twenty. */
export const MAX_STEPS = 60;
/** After so many minutes without a break people need one. */
export const BREAK_AFTER_MINUTES = 75;

/** The steps of a session, in their order. */
export type Agenda = readonly Step[];

/** A step as a template has it. */
type TemplateStep = Pick<Step, 'kind' | 'title' | 'minutes' | 'instructions'> & {
  part?: 'morning' | 'afternoon' | undefined;
  /** Of private cards: a facilitator reads them before they are shown. */
  checked?: boolean | undefined;
  /** How it is voted, where that is not the usual way. */
  vote?: { [Rule in 'method' | 'dots' | 'split']?: VoteRules[Rule] | undefined } | undefined;
};

/** An agenda as a template has it, or none. Which zones a step is about is for the facilitator to say. */
export function agendaOf(steps: readonly TemplateStep[], newId: () => string, board: { young?: boolean } = {}): Agenda {
  return steps.map((step) => {
    const { kind, title, minutes, instructions, part } = step;
    const usual = newStep(kind, board);
    const rules = rulesOf(step, usual.rules);
    return { ...usual, id: newId(), title, minutes, instructions, part: part ?? null, rules };
  });
}

/** What is usual in such a step, but for what the template says. */
function rulesOf({ checked, vote }: TemplateStep, usual: StepRules): StepRules {
  const { method, dots, split } = usual.vote ?? USUAL_VOTE;
  const asked = { method: vote?.method ?? method, dots: vote?.dots ?? dots, split: vote?.split ?? split };
  return tidyRules({
    ...usual,
    checked: checked ?? usual.checked,
    vote: usual.vote && { ...usual.vote, ...asked },
  });
}

/** The same agenda for another session: every step is a new one. Zones stay where the other board has them, too. Cards
 * that were chosen for a vote do not: what is voted on is another matter each time. */
export function agendaAgain(agenda: Agenda, { newId, zonesThere }: Copying): Agenda {
  return agenda.map(({ chosen: _, days: __, ...step }) => ({
    ...step,
    id: newId(),
    zones: step.zones.filter((zone) => zonesThere.has(zone)),
  }));
}

export interface Copying {
  newId: () => string;
  zonesThere: ReadonlySet<string>;
}

export function totalMinutes(agenda: Agenda): number {
  return agenda.reduce((sum, { minutes }) => sum + minutes, 0);
}

/** By how many minutes the steps are longer than the time there is; not above zero when they fit. */
export function minutesOver(agenda: Agenda, planned: { startsAt: Instant; endsAt: Instant }): number {
  return totalMinutes(agenda) - Math.round((Date.parse(planned.endsAt) - Date.parse(planned.startsAt)) / 60_000);
}

/** When each step begins, as planned. */
export function planned(agenda: Agenda, startsAt: Instant): ReadonlyMap<string, Instant> {
  let minutes = 0;
  return new Map(
    agenda.map((step) => {
      const at = addMinutes(startsAt, minutes);
      minutes += step.minutes;
      return [step.id, at];
    }),
  );
}

/** The step in which people have been there for too long without a break; null when there is none. */
export function needsBreak(agenda: Agenda): Step | null {
  let since = 0;
  for (const step of agenda) {
    since = step.kind === 'break' ? 0 : since + step.minutes;
    if (since > BREAK_AFTER_MINUTES) return step;
  }
  return null;
}

/** The agenda with a step in another place, counted from 0; further than the ends is at an end. */
export function moved(agenda: Agenda, id: string, to: number): Agenda {
  const step = agenda.find((one) => one.id === id);
  if (!step) return agenda;
  const others = agenda.filter((one) => one !== step);
  const at = Math.min(Math.max(0, to), others.length);
  return [...others.slice(0, at), step, ...others.slice(at)];
}
