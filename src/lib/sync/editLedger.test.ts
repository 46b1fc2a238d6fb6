import { describe, expect, test } from 'vitest';
import { EditLedger } from './editLedger';

/** A ledger on a fresh connection whose first frame, the answer to step 1, went out. */
function connected(ledger = new EditLedger()): EditLedger {
  ledger.connected();
  ledger.sent(ledger.cover(0));
  return ledger;
}

describe('the count of edits not acknowledged', () => {
  test('grows with edits and goes down by what each acknowledged frame covers', () => {
    const ledger = connected();
    ledger.edited();
    ledger.edited();
    ledger.sent(ledger.cover(2));
    ledger.edited();
    ledger.sent(ledger.cover(3));
    expect(ledger.unsent).toBe(3);
    ledger.saved(2);
    expect(ledger.unsent).toBe(1);
    expect(ledger.acknowledgedClock).toBe(2);
    ledger.saved(3);
    expect(ledger.unsent).toBe(0);
  });

  test('is not lowered by an acknowledgement that says nothing new', () => {
    const ledger = connected();
    ledger.edited();
    ledger.sent(ledger.cover(1));
    ledger.edited();
    ledger.saved(2);
    ledger.saved(2);
    ledger.saved(1);
    expect(ledger.unsent).toBe(1);
  });

  test('leaves out an edit made after the frame was put together', () => {
    const ledger = connected();
    ledger.edited();
    const cover = ledger.cover(1);
    ledger.edited();
    ledger.sent(cover);
    ledger.saved(2);
    expect(ledger.unsent).toBe(1);
  });

  test('survives a broken connection: what was sent but not acknowledged counts until the next answer is', () => {
    const ledger = connected();
    ledger.edited();
    ledger.sent(ledger.cover(1));
    ledger.connected();
    expect(ledger.unsent).toBe(1);
    ledger.sent(ledger.cover(1));
    ledger.saved(1);
    expect(ledger.unsent).toBe(0);
  });

  test('believes no number larger than what was sent', () => {
    const ledger = connected();
    ledger.edited();
    ledger.saved(99);
    expect(ledger.unsent).toBe(1);
    ledger.sent(ledger.cover(1));
    expect(ledger.unsent).toBe(1);
  });

  test('keeps apart what earlier pages left', () => {
    const ledger = new EditLedger();
    ledger.carry(3);
    ledger.edited();
    expect([ledger.unsent, ledger.carried, ledger.own]).toEqual([4, 3, 1]);
    connected(ledger).edited();
    ledger.saved(1);
    expect([ledger.unsent, ledger.carried, ledger.own]).toEqual([1, 0, 1]);
  });
});
