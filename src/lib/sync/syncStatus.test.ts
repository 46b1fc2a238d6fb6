import { describe, expect, test } from 'vitest';
import type { SyncFacts } from './syncStatus';
import { FACTS_AT_OPENING, statusOf } from './syncStatus';

const facts = (patch: Partial<SyncFacts> = {}): SyncFacts => ({
  ...FACTS_AT_OPENING,
  role: 'edit',
  confirmed: true,
  ...patch,
});

describe('the status', () => {
  test('says saved only when everything is acknowledged, at least once on this page', () => {
    expect(statusOf(facts())).toEqual({ is: 'saved' });
    expect(statusOf(facts({ confirmed: false }))).toEqual({ is: 'opening' });
    expect(statusOf(facts({ unsent: 1 }))).toEqual({ is: 'saving', count: 1 });
  });

  test('names the reason when edits wait too long', () => {
    expect(statusOf(facts({ unsent: 3, late: true }))).toEqual({ is: 'unsaved', count: 3, reason: 'noAnswer' });
    expect(statusOf(facts({ unsent: 3, writable: false }))).toEqual({ is: 'unsaved', count: 3, reason: 'storeFull' });
  });

  test('stays saved while a full disk has nothing of this page to refuse', () => {
    expect(statusOf(facts({ writable: false }))).toEqual({ is: 'saved' });
  });

  test('says offline with the count, whatever else is known', () => {
    expect(statusOf(facts({ offline: true, unsent: 2, late: true }))).toEqual({ is: 'offline', count: 2 });
  });

  test('never speaks of saving to somebody who may only look', () => {
    expect(statusOf(facts({ role: 'look' }))).toEqual({ is: 'readOnly', offline: false });
    expect(statusOf(facts({ role: 'comment', offline: true }))).toEqual({ is: 'readOnly', offline: true });
  });

  test('an end is final and keeps the words not sent', () => {
    const unsent = [{ item: 'a', field: 'text', text: 'Walk in', zone: null }] as const;
    const status = statusOf(facts({ offline: true, ended: { why: 'noAccess', unsent } }));
    expect(status).toEqual({ is: 'ended', why: 'noAccess', unsent });
  });
});
