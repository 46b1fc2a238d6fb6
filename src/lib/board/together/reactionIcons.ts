import CircleHelp from '@lucide/svelte/icons/circle-question-mark';
import Heart from '@lucide/svelte/icons/heart';
import Lightbulb from '@lucide/svelte/icons/lightbulb';
import PartyPopper from '@lucide/svelte/icons/party-popper';
import ThumbsUp from '@lucide/svelte/icons/thumbs-up';
import type { Component } from 'svelte';
import type { ReactionKind } from '$lib/protocol/messages/presence';

export const reactionIcons: Record<ReactionKind, Component> = {
  yes: ThumbsUp,
  heart: Heart,
  idea: Lightbulb,
  question: CircleHelp,
  celebrate: PartyPopper,
};
