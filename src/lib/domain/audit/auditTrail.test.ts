import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AUDIT_EVENTS } from './auditEvent.ts';
import type { AuditRow } from './auditTrail.ts';
import { AUDIT_GROUPS, auditCsv, readFilter } from './auditTrail.ts';

const COLUMNS = {
  at: 'When',
  event: 'What',
  actor: 'Who',
  organisation: 'From',
  partnership: 'Where',
  address: 'Address',
  details: 'More',
};
const row = (patch: Partial<AuditRow>): AuditRow => ({
  ...{ id: 'i', at: '2026-11-24T12:00:00.000Z', event: 'board.created', actorId: 'ana' },
  ...{
    actor: 'Ana',
    guest: null,
    organisation: 'Hill School',
    partnership: 'Northbrook',
    address: '192.0.2.1',
    details: { board: 'b' },
  },
  ...patch,
});

test('every event is in a group, and no group is empty', () => {
  const groups = AUDIT_EVENTS.map((event) => event.split('.')[0]);
  expect([...new Set(groups)].sort()).toEqual([...AUDIT_GROUPS].sort());
});

test('a filter takes whole days, and passes over what makes no sense', () => {
  expect(readFilter({ group: 'membership', actor: 'ana', from: '2026-11-24', to: '2026-11-24' })).toEqual({
    events: [
      'membership.added',
      'membership.changed',
      'membership.removed',
      'membership.ended',
      'membership.handedOver',
    ],
    actor: 'ana',
    from: '2026-11-24T00:00:00.000Z',
    before: '2026-11-25T00:00:00.000Z',
  });
  expect(readFilter({ group: 'toString', actor: '', from: 'yesterday', to: '2026-13-01' })).toEqual({});
});

test('as CSV it has a line for each entry, and nothing in it becomes a formula', () => {
  const csv = auditCsv([row({ actor: '=HYPERLINK("x")', organisation: null }), row({ address: null })], COLUMNS);
  expect(csv.split('\r\n')).toEqual([
    '\uFEFF"When","What","Who","From","Where","Address","More"',
    `"2026-11-24T12:00:00.000Z","board.created","'=HYPERLINK(""x"")","","Northbrook","192.0.2.1","{""board"":""b""}"`,
    '"2026-11-24T12:00:00.000Z","board.created","Ana","Hill School","Northbrook","","{""board"":""b""}"',
    '',
  ]);
});

test('whatever somebody is called, it stays in its cell', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (actor) => {
      const [, line = ''] = auditCsv([row({ actor })], COLUMNS).split(/\r\n(?="2026)/);
      const cells = [...line.matchAll(/"((?:[^"]|"")*)"(?:,|\r\n$)/gs)].map(([, cell]) => cell ?? '');
      expect(cells).toHaveLength(7);
      expect(cells[2]).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});
