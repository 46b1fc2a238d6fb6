import { cpus } from 'node:os';

/** Processor time of everything on this machine so far, in milliseconds. What the network takes is not counted. */
export function busyMilliseconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys, 0);
}
