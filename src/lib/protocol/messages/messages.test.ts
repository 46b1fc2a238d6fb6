import fc from 'fast-check';
import * as decoding from 'lib0/decoding';
import { describe, expect, test } from 'vitest';
import { ORGANISATION_KINDS } from '../../domain/organisations/organisation.ts';
import { frameType, syncType } from './frame.ts';
import type { Hello } from './hello.ts';
import { encodeHello, readHello } from './hello.ts';
import type { Notice } from './notice.ts';
import { encodeNotice, readNotice } from './notice.ts';
import { parseOwnPresence, parsePresence } from './presence.ts';
import { encodeSaved, readSaved } from './saved.ts';

/** Reads a frame the way both ends do: the type first, then the rest. */
function read<T>(frame: Uint8Array, body: (decoder: decoding.Decoder) => T): { type: number; body: T; left: number } {
  const decoder = decoding.createDecoder(frame);
  const type = decoding.readVarUint(decoder);
  return { type, body: body(decoder), left: decoder.arr.length - decoder.pos };
}

const count = fc.nat(1_000_000_000);
const settings = {
  identifiers: fc.constantFrom('hold' as const, 'warn' as const),
  knownPostcodes: fc.array(fc.string()),
};
const hellos: fc.Arbitrary<Hello> = fc.record({
  role: fc.constantFrom('edit', 'comment', 'look'),
  generation: count,
  limits: fc.record({ update: count, join: count, presence: count, document: count, items: count }),
  now: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  me: fc.string(),
  settings: fc.option(fc.record(settings), { nil: undefined }),
});
const notices: fc.Arbitrary<Notice> = fc.oneof(
  fc.record({ topic: fc.constant('store' as const), writable: fc.boolean() }),
  fc.record({ topic: fc.constant('board' as const), title: fc.string(), archived: fc.boolean() }),
  fc.record({ topic: fc.constant('settings' as const), ...settings }),
  fc.record({
    topic: fc.constant('identifier' as const),
    item: fc.string(),
    field: fc.constantFrom('text' as const, 'prompt' as const, 'alt' as const, 'tags' as const),
    kinds: fc.subarray(['nhsNumber' as const, 'upn' as const, 'dateOfBirth' as const]),
  }),
);

describe('round trips', () => {
  test('saved', () => {
    fc.assert(
      fc.property(count, (n) => {
        expect(read(encodeSaved(n), readSaved)).toEqual({ type: 110, body: n, left: 0 });
      }),
    );
  });

  test('hello', () => {
    fc.assert(
      fc.property(hellos, (hello) => {
        expect(read(encodeHello(hello), readHello)).toEqual({ type: 111, body: hello, left: 0 });
      }),
    );
  });

  test('notice', () => {
    fc.assert(
      fc.property(notices, (notice) => {
        expect(read(encodeNotice(notice), readNotice)).toEqual({ type: 112, body: notice, left: 0 });
      }),
    );
  });
});

describe('bytes by strangers', () => {
  const bytes = fc.uint8Array({ maxLength: 200 });

  test('a saved, hello or notice is read whole or refused, and never anything else', () => {
    fc.assert(
      fc.property(bytes, (body) => {
        for (const reader of [readSaved, readHello, readNotice]) {
          try {
            const value: unknown = reader(decoding.createDecoder(body));
            expect(value === null || typeof value === 'number' || typeof value === 'object').toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
          }
        }
      }),
    );
  });

  test('a frame cut short is refused', () => {
    fc.assert(
      fc.property(hellos, fc.nat(200), (hello, missing) => {
        const frame = encodeHello(hello).slice(1);
        const cut = frame.slice(0, Math.max(0, frame.length - 1 - missing));
        expect(() => readHello(decoding.createDecoder(cut))).toThrow();
      }),
    );
  });

  test('a notice on a topic this page does not know is passed over', () => {
    const frame = encodeNotice({ topic: 'weather', sunny: true } as never);
    expect(read(frame, readNotice).body).toBeNull();
  });

  test('a hello with a role nobody knows is refused', () => {
    expect(() => read(encodeHello({ role: 'owner' } as never), readHello)).toThrow();
  });
});

describe('presence', () => {
  const who = { id: 'ana', name: 'Ana', organisationKind: 'icb', organisation: 'Westmere', guest: false, colour: 3 };

  test('known fields pass and others are dropped', () => {
    const own = { cursor: [1, 2], selection: ['a'], view: [0, 0, 800, 600], mood: 'fine', who: { id: 'someone else' } };
    expect(parseOwnPresence(own)).toEqual({ cursor: [1, 2], selection: ['a'], view: [0, 0, 800, 600] });
  });

  test('a caret, a gesture and a large selection pass', () => {
    const full = {
      caret: { item: 'a', field: 'prompt', anchor: 'AAEC', head: 'AAEC' },
      gesture: { kind: 'move', ids: 'selection', dx: 3, dy: -4 },
      selectionBox: [0, 0, 10, 10],
    };
    expect(parseOwnPresence(full)).toEqual(full);
  });

  test.each([
    ['a cursor at infinity', { cursor: [Infinity, 0] }],
    ['a cursor in one dimension', { cursor: [0] }],
    ['more than fifty ids', { selection: Array.from({ length: 51 }, (_, n) => `id-${n}`) }],
    ['an id as long as a page', { selection: ['x'.repeat(65)] }],
    ['a caret in a field nobody has', { caret: { item: 'a', field: 'colour', anchor: 'A', head: 'A' } }],
    ['a gesture nobody makes', { gesture: { kind: 'explode', ids: [] } }],
    ['more than the last hundred points', { gesture: { kind: 'draw', ids: [], points: Array(202).fill(1) } }],
    ['no object', 'here'],
    ['nothing', null],
  ])('%s is refused', (_, value) => {
    expect(parseOwnPresence(value)).toBeNull();
    expect(parsePresence(typeof value === 'object' && value ? { ...value, who } : value)).toBeNull();
  });

  test('what a page believes about others needs an identity of the right shape', () => {
    expect(parsePresence({ who })).toEqual({ who });
    expect(parsePresence({})).toBeNull();
    expect(parsePresence({ who: { ...who, colour: -1 } })).toBeNull();
    expect(parsePresence({ who: { ...who, organisationKind: 'bank' } })).toBeNull();
    for (const organisationKind of ORGANISATION_KINDS) {
      expect(parsePresence({ who: { ...who, organisationKind } })).not.toBeNull();
    }
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: false }), (value) => {
        expect(() => [parseOwnPresence(value), parsePresence(value)]).not.toThrow();
      }),
    );
  });
});

test('frame types are those of y-websocket, and ours far from them', () => {
  expect(frameType).toEqual({ sync: 0, presence: 1, auth: 2, askPresence: 3, saved: 110, hello: 111, notice: 112 });
  expect(syncType).toEqual({ step1: 0, step2: 1, update: 2 });
});
