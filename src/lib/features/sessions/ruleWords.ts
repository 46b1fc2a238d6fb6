import type { StepRules } from '$lib/domain/sessions/rules';
import { m } from '$lib/messages/messages.js';

const WORDS = {
  writing: { open: m.sessions_writing_open, private: m.sessions_writing_private, closed: m.sessions_writing_closed },
  authors: { shown: m.sessions_authors_shown, hidden: m.sessions_authors_hidden },
  reveal: { asked: m.sessions_reveal_asked, timeUp: m.sessions_reveal_time_up },
  method: {
    dots: m.sessions_method_dots,
    fist: m.sessions_method_fist,
    rating: m.sessions_method_rating,
    consent: m.sessions_method_consent,
  },
  split: { none: m.sessions_split_none, families: m.sessions_split_families, kinds: m.sessions_split_kinds },
  weights: { people: m.sessions_weights_people, kinds: m.sessions_weights_kinds },
};

/** What can be chosen of a rule, in the words of a list to choose from. */
export function choices<R extends keyof typeof WORDS, V extends keyof (typeof WORDS)[R] & string>(
  rule: R,
  values: readonly V[],
): { value: string; label: string }[] {
  const words = WORDS[rule] as Record<string, () => string>;
  return values.map((value) => ({ value, label: words[value]?.() ?? value }));
}

/** What a step's rules let people do, a line each: who writes, whose name a private card bears, and how they vote. */
export function ruleLines({ writing, authors, vote }: StepRules): string[] {
  const names = writing === 'private' ? [m.sessions_rule_names({ names: WORDS.authors[authors]() })] : [];
  const method = vote ? [m.sessions_rule_vote({ method: WORDS.method[vote.method]() })] : [];
  return [m.sessions_rule_writes({ who: WORDS.writing[writing]() }), ...names, ...method];
}
