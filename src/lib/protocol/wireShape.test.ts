import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { closeCodes } from './closeCodes.ts';
import { encodeHello } from './messages/hello.ts';
import { encodeNotice } from './messages/notice.ts';
import { parseOwnPresence, parsePresence } from './messages/presence.ts';
import { encodeSaved } from './messages/saved.ts';
import { roomName } from './rooms.ts';
import { SUBPROTOCOL } from './version.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const limits = { update: 1, join: 2, presence: 3, document: 4, items: 5 };

/** One of everything that crosses the wire, byte for byte. */
const wire = {
  saved: hex(encodeSaved(300)),
  hello: hex(encodeHello({ role: 'edit', generation: 2, limits, now: '2026-11-24T12:00:00.000Z', me: 'ana' })),
  storeNotice: hex(encodeNotice({ topic: 'store', writable: false })),
  boardNotice: hex(encodeNotice({ topic: 'board', title: 'Hub', archived: true })),
  takenOffNotice: hex(encodeNotice({ topic: 'takenOff', items: ['V1StGXR8_Z5jdHi6B-myT'] })),
  identifierNotice: hex(
    encodeNotice({ topic: 'identifier', item: 'V1StGXR8_Z5jdHi6B-myT', field: 'text', kinds: ['nhsNumber', 'upn'] }),
  ),
  presence: parsePresence({
    cursor: [1, 2],
    selection: ['a'],
    selectionBox: [1, 2, 3, 4],
    caret: { item: 'a', field: 'text', anchor: 'AA', head: 'AA' },
    gesture: { kind: 'draw', ids: ['a'], dx: 1, dy: 2, size: [3, 4], points: [5, 6] },
    view: [1, 2, 3, 4],
    who: { id: 'ana', name: 'Ana', organisationKind: 'icb', organisation: 'Westmere', guest: false, colour: 0 },
  }),
  quiet: parseOwnPresence({}),
  closeCodes,
  room: roomName({ kind: 'board', id: 'V1StGXR8_Z5jdHi6B-myT' }),
};

test('the wire shape belongs to this version: a change here needs a new subprotocol', () => {
  const fingerprint = createHash('sha256').update(JSON.stringify(wire)).digest('hex').slice(0, 12);
  expect([fingerprint, SUBPROTOCOL]).toEqual(['f7cda682a375', 'throughline.v1']);
});
