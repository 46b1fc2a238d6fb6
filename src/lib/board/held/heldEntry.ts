import type { BoardDoc } from '$lib/domain/boards/boardDoc';
import type { TextAddress } from '$lib/domain/boards/schema';
import type { Finding } from '$lib/domain/sensitive/finding';
import { scan } from '$lib/domain/sensitive/scan';
import type { HeldRow } from '$lib/sync/heldStore';
import type { Held } from './heldWords';
import { heldRanges, joined } from './heldWords';
import type { HoldRules } from './whatStays';

/** What is known of one text beside what the document says. */
export interface HeldEntry {
  address: TextAddress;
  held: Held;
  /** For each held stretch, a caret in the shared text that it stands behind. */
  places: readonly (string | null)[];
  /** Findings that the writer's own hand made and is to be told of, as `keysOf` names them. */
  points: readonly string[];
}

/** Something the writer is told of. */
export interface Found extends Finding {
  /** Whether it stays on this device until the writer decides. */
  isHeld: boolean;
}

export function keyOf({ item, field }: TextAddress): string {
  return `${item} ${field}`;
}

/** Findings told apart by their words. */
export function keysOf(text: string, findings: readonly Finding[]): string[] {
  return findings.map(({ kind, from, to }) => `${kind} ${text.slice(from, to)}`);
}

/** What of the writer's text they are to be told of. */
export function foundIn(text: string, { held, points }: HeldEntry, rules: HoldRules): Found[] {
  const ranges = heldRanges(held);
  const findings = scan(text, rules);
  const keys = keysOf(text, findings);
  return findings.flatMap((finding, index) => {
    const isHeld = rules.rule === 'hold' && finding.confidence === 'high' && ranges.length > 0;
    const waits = ranges.some(({ from, to }) => from < finding.to && finding.from < to);
    return isHeld || waits || points.includes(keys[index] ?? '') ? [{ ...finding, isHeld }] : [];
  });
}

/** Where held words stand now, by their carets. */
export function placed(board: BoardDoc, { address, held, places }: Omit<HeldEntry, 'points'>): Held {
  const length = board.textAt(address).length;
  const stretches = held.map(({ at, text }, index) => {
    const caret = places[index];
    const now = caret ? board.caretIndex(address, caret) : null;
    return { at: Math.min(now ?? at, length), text };
  });
  return joined(stretches.sort((a, b) => a.at - b.at));
}

/** Carets behind which held words stand. */
export function placesOf(board: BoardDoc, address: TextAddress, held: Held): (string | null)[] {
  return held.map(({ at }) => board.caretAt(address, at, 'after'));
}

/** An entry as it outlives the page. */
export function rowOf({ address, held, places }: HeldEntry): HeldRow {
  return { ...address, stretches: held.map(({ at, text }, index) => ({ at, text, place: places[index] ?? null })) };
}

/** The words of such a row, where they stand in the document as it is now. */
export function heldOf(board: BoardDoc, { item, field, stretches }: HeldRow): Held {
  return placed(board, { address: { item, field }, held: stretches, places: stretches.map(({ place }) => place) });
}
