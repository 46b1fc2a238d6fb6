import { m } from '$lib/messages/messages.js';
import type { ReactionKind } from '$lib/protocol/messages/presence';
import type { Reacted } from './reactions.svelte';

const WORDS: Record<ReactionKind, () => string> = {
  yes: m.together_reaction_yes,
  heart: m.together_reaction_heart,
  idea: m.together_reaction_idea,
  question: m.together_reaction_question,
  celebrate: m.together_reaction_celebrate,
};

export function reactionWord(kind: ReactionKind): string {
  return WORDS[kind]();
}

/** A reaction as a sentence; `thing` is what it was about, or nothing. */
export function reactedWords({ name, kind }: Reacted, thing: string): string {
  const told = { name, reaction: reactionWord(kind) };
  return thing === '' ? m.together_reacted(told) : m.together_reacted_to({ ...told, thing });
}
