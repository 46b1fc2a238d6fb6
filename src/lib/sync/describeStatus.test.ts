import { expect, test } from 'vitest';
import { describeStatus, withHeld } from './describeStatus';

const kept = { keepsCopy: true };

test('counts changes in words', () => {
  expect(describeStatus({ is: 'unsaved', count: 1, reason: 'noAnswer' }, kept).words).toBe('1 change not yet saved');
  expect(describeStatus({ is: 'unsaved', count: 3, reason: 'noAnswer' }, kept).words).toBe('3 changes not yet saved');
});

test('promises that changes are on this device only where a copy is kept', () => {
  const promise = 'Your changes are on this device and will be sent when you are back.';
  expect(describeStatus({ is: 'offline', count: 2 }, kept)).toMatchObject({
    words: 'Working offline',
    detail: promise,
  });
  expect(describeStatus({ is: 'offline', count: 2 }, { keepsCopy: false }).detail).toMatch(/^Keep this page open/);
});

test('says that the disk is the reason, and what to do', () => {
  const said = describeStatus({ is: 'unsaved', count: 2, reason: 'storeFull' }, kept);
  expect(said.detail).toContain('disk cannot be written');
  expect(said).toMatchObject({ tone: 'warning', wayOn: 'tryNow' });
});

test('leads on from an end where there is a way', () => {
  expect(describeStatus({ is: 'ended', why: 'signIn', unsent: [] }, kept).wayOn).toBe('signIn');
  expect(describeStatus({ is: 'ended', why: 'otherGeneration', unsent: [] }, kept).wayOn).toBe('openAgain');
  expect(describeStatus({ is: 'ended', why: 'noAccess', unsent: [] }, kept)).toMatchObject({
    words: 'Someone removed your access',
    wayOn: null,
  });
});

test('words that are meant to be on this device only come before saved and saving, and after what is wrong', () => {
  expect(describeStatus(withHeld({ is: 'saved' }, true), kept).words).toBe('On this device only');
  expect(withHeld({ is: 'saving', count: 1 }, true)).toEqual({ is: 'held' });
  expect(withHeld({ is: 'offline', count: 1 }, true)).toEqual({ is: 'offline', count: 1 });
  expect(withHeld({ is: 'saved' }, false)).toEqual({ is: 'saved' });
});
