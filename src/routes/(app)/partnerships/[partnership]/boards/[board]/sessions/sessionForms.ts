import type { SessionCommand } from '$lib/domain/sessions/progress';
import type { OutcomeAsked } from '$lib/domain/sessions/outcomes/outcome';
import type { DaysAsked } from '$lib/domain/sessions/days';
import type { PlanAsked } from '$lib/domain/sessions/session';
import type { StepRules } from '$lib/domain/sessions/rules';
import { tidyRules, USUAL_VOTE } from '$lib/domain/sessions/rules';
import type { StepDraft, StepKind } from '$lib/domain/sessions/step';
import { text } from '../../../../../../answers';

/** When and where a session is to be, as a form says it. */
export function planFrom(form: FormData): PlanAsked {
  const field = (name: keyof PlanAsked) => text(form, name);
  return {
    ...{ title: field('title'), day: field('day'), from: field('from'), until: field('until') },
    ...{ place: field('place'), meeting: field('meeting') },
  };
}

/** How many days each step of a session gets; null of a meeting. What is no number is for the rules to refuse. */
export function eachFrom(form: FormData): number | null {
  return text(form, 'pace') === 'days' ? Number(text(form, 'each') || NaN) : null;
}

/** From when to when a step is open, as a form says it. */
export function daysFrom(form: FormData): DaysAsked {
  const field = (name: keyof DaysAsked) => text(form, name);
  return {
    ...{ opensDay: field('opensDay'), opensTime: field('opensTime') },
    ...{ closesDay: field('closesDay'), closesTime: field('closesTime') },
  };
}

/** A step as a form says it. What is no kind or no number is for the rules to refuse. */
export function stepFrom(form: FormData): StepDraft {
  const minutes = text(form, 'minutes').trim();
  return {
    kind: text(form, 'kind') as StepKind,
    title: text(form, 'title'),
    minutes: minutes === '' ? NaN : Number(minutes),
    instructions: text(form, 'instructions').replaceAll('\r\n', '\n'),
    rules: rulesFrom(form),
    zones: [...form.keys()].flatMap((name) => (name.startsWith('zone-') ? [name.slice('zone-'.length)] : [])),
  };
}

/** What a form does not ask for, since another choice leaves no room for it, is as usual. */
function rulesFrom(form: FormData): StepRules {
  const choice = (name: string, usual: string) => text(form, name) || usual;
  const count = (name: 'dots' | 'perCard') => (form.has(name) ? Number(text(form, name)) : USUAL_VOTE[name]);
  const method = choice('method', 'none');
  const vote = {
    ...{ method, dots: count('dots'), perCard: count('perCard') },
    ...{ split: choice('split', USUAL_VOTE.split), weights: choice('weights', USUAL_VOTE.weights) },
  };
  return tidyRules({
    writing: choice('writing', 'open'),
    authors: choice('authors', 'shown'),
    checked: form.has('checked'),
    writersShown: form.has('writers'),
    reveal: choice('reveal', 'asked'),
    groups: form.has('groups'),
    vote: method === 'none' ? null : vote,
  } as StepRules);
}

/** What a card becomes, as a form says it. */
export function outcomeFrom(form: FormData): OutcomeAsked {
  const field = (name: keyof OutcomeAsked) => text(form, name);
  return {
    ...{ card: field('card'), kind: field('kind'), person: field('person'), ownerName: field('ownerName') },
    ...{ organisation: field('organisation'), due: field('due'), reason: field('reason') },
  };
}

/** What a facilitator does, as a form says it. What is no command changes nothing, as one that comes late. */
export function commandFrom(form: FormData): SessionCommand {
  const [allowed, minutes] = [Number(text(form, 'allowed')), Number(text(form, 'minutes'))];
  return { is: text(form, 'is'), step: text(form, 'step'), allowed, minutes } as SessionCommand;
}

/** How many people are there without a device, as a form says it. What is no number is for the rules to refuse. */
export function countFrom(form: FormData): number {
  const count = text(form, 'withoutDevice').trim();
  return count === '' ? NaN : Number(count);
}
