import type { App } from '../app.ts';

/** Where a command runs: on the running App, with paths seen from the folder the operator is in. */
export interface CommandContext {
  app: App;
  cwd: string;
}

/** Whether an option is a switch or takes a word. */
export type OptionKinds = Readonly<Record<string, 'switch' | 'word'>>;

/** What the operator gave, after the command's own name. */
export interface CommandInput {
  words: readonly string[];
  /** A switch that was given is `true`. */
  options: Readonly<Record<string, string | true>>;
}

export interface Command {
  /** One or two words, such as `board create`. */
  name: string;
  usage: string;
  about: string;
  options: OptionKinds;
  /** Returns what to print. Throws `CommandError` with one clear sentence. */
  run(input: CommandInput, context: CommandContext): Promise<string>;
}

/** A command cannot do what it was asked; the message is for the operator. */
export class CommandError extends Error {}

/** The word given for an option; a `CommandError` when it is missing. */
export function needed({ options }: CommandInput, name: string): string {
  const value = options[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new CommandError(`Say which: --${name} is missing.`);
}

/** The word given for an option, or nothing. */
export function given({ options }: CommandInput, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
