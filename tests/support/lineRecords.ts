import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { frameType, syncType } from '../../src/lib/protocol/messages/frame.ts';
import type { LineRecord } from '../../src/lib/protocol/httpLine.ts';
import { FrameJoiner } from '../../src/lib/protocol/httpLine.ts';
import { SUBPROTOCOL } from '../../src/lib/protocol/version.ts';
import { captureUpdate, putCard, syncFrame } from './syncClients.ts';
import { DOCUMENT } from './syncWorld.ts';

export function openRecord(channel = 1, path = DOCUMENT): LineRecord {
  return { is: 'open', channel, path, protocols: [SUBPROTOCOL] };
}

export function frameRecord(bytes: Uint8Array, channel = 1): LineRecord {
  return { is: 'frame', channel, bytes };
}

/** Asks for the document, as someone who has nothing of it. */
export function step1Record(channel = 1): LineRecord {
  return frameRecord(syncFrame('step1', new Uint8Array([0])), channel);
}

/** A new card, as a page that was just opened would send it. */
export function cardRecord(id: string, { channel = 1, text = '' } = {}): LineRecord {
  const update = captureUpdate(new Y.Doc(), (doc) => putCard(doc, id, { text }));
  return frameRecord(syncFrame('update', update), channel);
}

/** How many frames a channel was told are on disk. */
export function savedIn(records: readonly LineRecord[], channel = 1): number {
  const said = framesOf(records, channel).flatMap((decoder) =>
    decoding.readVarUint(decoder) === frameType.saved ? [decoding.readVarUint(decoder)] : [],
  );
  return Math.max(0, ...said);
}

/** What a channel was told of the document, in order: `step1`, `step2`, `update`. */
export function syncIn(records: readonly LineRecord[], channel = 1): string[] {
  return framesOf(records, channel).flatMap((decoder) => {
    if (decoding.readVarUint(decoder) !== frameType.sync) return [];
    const kind = decoding.readVarUint(decoder);
    return Object.entries(syncType).flatMap(([name, number]) => (number === kind ? [name] : []));
  });
}

/** How often a channel was told of people. */
export function presenceIn(records: readonly LineRecord[], channel = 1): number {
  return framesOf(records, channel).filter((decoder) => decoding.readVarUint(decoder) === frameType.presence).length;
}

/** Which channels were closed, and with what code. */
export function closesIn(records: readonly LineRecord[]): [channel: number, code: number][] {
  return records.flatMap((record) =>
    record.is === 'close' ? [[record.channel, record.code] as [number, number]] : [],
  );
}

function framesOf(records: readonly LineRecord[], channel: number): decoding.Decoder[] {
  const joiner = new FrameJoiner();
  return records.flatMap((record) => {
    const isPiece = record.is === 'part' || record.is === 'frame';
    const message = isPiece && record.channel === channel ? joiner.take(record) : null;
    return message ? [decoding.createDecoder(message)] : [];
  });
}
