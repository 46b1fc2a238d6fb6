import { cpus } from 'node:os';

/** What others on the machine may take of a core before a round begins. */
const MOST_OF_OTHERS = 0.25;
const LISTENS_MS = 2_000;

/** Processor time of everything on this machine so far, in milliseconds. What the network takes is not counted. */
export function busyMilliseconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys, 0);
}

/** Listens for a moment, before a round begins, whether others use the machine; then why the round does not count. */
export async function whyVoid(): Promise<string | null> {
  const before = busyMilliseconds();
  await new Promise((resolve) => setTimeout(resolve, LISTENS_MS));
  const others = (busyMilliseconds() - before) / LISTENS_MS;
  return others > MOST_OF_OTHERS ? `other programs took ${Math.round(others * 100)} % of a core before it` : null;
}
