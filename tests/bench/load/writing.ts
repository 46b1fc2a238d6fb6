import * as Y from 'yjs';
import { Arrivals, type Receiver } from './arrivals.ts';
import type { Seed, Writer } from './content.ts';
import { contentOf } from './content.ts';
import type { Dialect } from './dialects.ts';
import { percentiles, type Percentiles } from './percentiles.ts';
import type { Person } from './person.ts';

export interface Written {
  /** Writes, and writes times those who had to get them. */
  writes: number;
  delivered: number;
  seconds: number;
  /** From edit to arrival, in milliseconds, over the sampled receivers. */
  arrival: Percentiles | null;
  /** Part of what the sampled receivers had to get that they got in time. */
  arrivedShare: number;
  /** From edit to "it is on disk", where the server says so. */
  acknowledged: Percentiles | null;
  /** What all people together received. */
  bytes: number;
  messages: number;
  /** Part of a core that this process took while it wrote. */
  loadShare: number;
  /** Processor time of this process until all had arrived. */
  loadMilliseconds: number;
  /** People whose line was closed. */
  dropped: number;
  /** Whether a receiver's copy is in the end exactly what was written, without anything missing on the way. */
  isWhole: boolean;
}

export interface Stage {
  dialect: Dialect;
  people: readonly Person[];
  seed: Seed;
  writers: readonly Writer[];
  /** Everything that will be written, as it travels. */
  packed: readonly (readonly Buffer[])[];
  /** What the first sampled receiver was told, from the start on. */
  kept: Uint8Array[];
}

export interface Stretch {
  /** Which of the prepared writes come now. */
  from: number;
  to: number;
  perSecond: number;
}

/** So many receivers are decoded; all are read and counted. */
const SAMPLED = 5;
/** How long a server may take to deliver what was written, when nothing is written any more. */
const DRAIN_MS = 30_000;
const QUIET_MS = 250;
/** Those who only read do so this often, each at a moment of their own. */
const SIP_MS = 40;
const SIPS = 8;
/** Spreads the writers' turns without any pattern: the golden section. */
const SPREAD = 0.618034;

/** Has the writers write one stretch at their rate, waits until all has arrived, and says how it went. */
export async function write(stage: Stage, stretch: Stretch): Promise<Written> {
  const arrivals = new Arrivals(stage.writers, stretch.from);
  const watch = watchers(stage, arrivals);
  const stopSipping = sipping(watch.idle);
  const before = totals(stage.people);
  const cpu = process.cpuUsage();
  const began = performance.now();
  await sendAll(stage, { stretch, arrivals });
  const seconds = (performance.now() - began) / 1_000;
  const loadShare = milliseconds(process.cpuUsage(cpu)) / 1_000 / seconds;
  await drained(stage.people, () => watch.receivers.every(({ hasAll }) => hasAll) && watch.allAcknowledged());
  stopSipping();
  const after = totals(stage.people);
  const writes = stage.writers.length * (stretch.to - stretch.from);
  const arrived = watch.receivers.flatMap((receiver) => receiver.milliseconds);
  return {
    writes,
    delivered: writes * (stage.people.length - 1),
    seconds,
    arrival: percentiles(arrived),
    arrivedShare: arrived.length / (writes * watch.receivers.length),
    acknowledged: percentiles(watch.acknowledged),
    bytes: after.bytes - before.bytes,
    messages: after.messages - before.messages,
    loadShare,
    loadMilliseconds: milliseconds(process.cpuUsage(cpu)),
    dropped: stage.people.filter(({ line }) => !line.isOpen).length,
    isWhole: watch.receivers.every(({ gaps }) => gaps === 0) && isWhole(stage, stretch),
  };
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000;
}

interface Watch {
  receivers: Receiver[];
  /** Milliseconds until each write was acknowledged. */
  acknowledged: number[];
  allAcknowledged: () => boolean;
  /** Those who only read. */
  idle: readonly Person[];
}

/** The first people write. Of the rest some are decoded, evenly over the room; the others only read. */
function watchers({ dialect, people, writers, kept }: Stage, arrivals: Arrivals): Watch {
  const acknowledged: number[] = [];
  const progress = writers.map((_, index) => {
    const state = { done: arrivals.first };
    personAt(people, index).hear = (message) => {
      const said = dialect.acknowledges ? dialect.read(message) : null;
      if (said?.is !== 'saved') return;
      const now = performance.now();
      for (; state.done < said.count; state.done++) acknowledged.push(now - arrivals.sentAt(index, state.done));
    };
    return state;
  });
  const rest = people.slice(writers.length);
  const idle = new Set(rest);
  for (const person of rest) person.hear = () => undefined;
  const receivers = Array.from({ length: Math.min(SAMPLED, rest.length) }, (_, number) => {
    const receiver = arrivals.receiver();
    const person = personAt(rest, Math.floor(((number + 0.5) * rest.length) / SAMPLED));
    idle.delete(person);
    person.hear = (message) => {
      const said = dialect.read(message);
      if (said?.is !== 'document') return;
      receiver.hear(said.update);
      if (number === 0) kept.push(said.update.slice());
    };
    return receiver;
  });
  const allAcknowledged = () =>
    !dialect.acknowledges || progress.every(({ done }, index) => done === arrivals.sentBy(index));
  return { receivers, acknowledged, allAcknowledged, idle: [...idle] };
}

/**
 * A read for each message would cost the load more than it costs a server to send it: those who only read take what
 * has gathered, a few of them at a time.
 */
function sipping(people: readonly Person[]): () => void {
  const sips = people.flatMap(({ line }) => line.sip() ?? []);
  let turn = 0;
  const timer = setInterval(() => {
    turn = (turn + 1) % SIPS;
    for (let index = turn; index < sips.length; index += SIPS) sips[index]?.();
  }, SIP_MS / SIPS);
  return () => clearInterval(timer);
}

function personAt(people: readonly Person[], index: number): Person {
  const person = people[index];
  if (!person) throw new Error('there are not so many people');
  return person;
}

/** Everyone writes at the same rate, each at a moment of their own. Late writes are sent as soon as can be. */
async function sendAll(
  { people, writers, packed }: Stage,
  { stretch, arrivals }: { stretch: Stretch; arrivals: Arrivals },
): Promise<void> {
  const pause = 1_000 / stretch.perSecond;
  const began = performance.now();
  const turns = writers.map((_, index) => {
    const due = began + ((index * SPREAD) % 1) * pause;
    return { index, due, next: stretch.from, line: personAt(people, index).line, frames: packed[index] ?? [] };
  });
  for (let left = turns.length; left > 0;) {
    const now = performance.now();
    for (const turn of turns) {
      if (turn.due > now) continue;
      const frame = turn.frames[turn.next];
      if (frame) {
        arrivals.leaves(turn.index);
        turn.line.send(frame);
      }
      turn.next += 1;
      turn.due = turn.next < stretch.to ? turn.due + pause : Infinity;
      if (turn.next === stretch.to) left -= 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Resolves when all is there and nobody gets anything any more, or when that takes too long. */
async function drained(people: readonly Person[], isAllHere: () => boolean): Promise<void> {
  const began = performance.now();
  let last = { bytes: -1, at: began };
  for (let now = began; now - began < DRAIN_MS; now = performance.now()) {
    const { bytes } = totals(people);
    if (bytes !== last.bytes) last = { bytes, at: now };
    else if (isAllHere() && now - last.at > QUIET_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function totals(people: readonly Person[]): { bytes: number; messages: number } {
  const sum = { bytes: 0, messages: 0 };
  for (const { line } of people) {
    sum.bytes += line.bytes;
    sum.messages += line.messages;
  }
  return sum;
}

/** Whether what one receiver was told makes the document that was written. Known only after the last stretch. */
function isWhole({ seed, writers, kept }: Stage, { to }: Stretch): boolean {
  if (to < (writers[0]?.writes.length ?? 0)) return true;
  const copy = new Y.Doc();
  for (const update of [...seed.updates, ...kept]) Y.applyUpdate(copy, update);
  return contentOf(copy, writers) === contentOf(seed.doc, writers);
}
