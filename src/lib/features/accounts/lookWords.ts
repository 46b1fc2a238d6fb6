import type { Look } from '$lib/domain/accounts/look';
import { m } from '$lib/messages/messages.js';

const WORDS: Record<Look[keyof Look], () => string> = {
  system: m.accounts_look_system,
  light: m.accounts_look_light,
  dark: m.accounts_look_dark,
  more: m.accounts_look_more,
  standard: m.accounts_look_standard,
  reduced: m.accounts_look_reduced,
};

/** A way for pages to look, in words. */
export function lookWords(choice: Look[keyof Look]): string {
  return WORDS[choice]();
}
