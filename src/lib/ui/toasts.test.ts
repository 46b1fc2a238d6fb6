import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ToastState } from './toasts.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE_MS = 60_000;
const words = (toasts: ToastState) => toasts.shown.map((toast) => toast.words);

test('a result goes by itself, but not while somebody is at it', () => {
  const toasts = new ToastState();
  toasts.show({ words: 'Card deleted' });
  toasts.hold();
  vi.advanceTimersByTime(MINUTE_MS);
  expect(words(toasts)).toEqual(['Card deleted']);
  toasts.letGo();
  vi.advanceTimersByTime(MINUTE_MS);
  expect(words(toasts)).toEqual([]);
});

test('a result takes the place of the one before, which may be withdrawn late', () => {
  const toasts = new ToastState();
  const withdraw = toasts.show({ words: 'Card deleted' });
  const withdrawLast = toasts.show({ words: 'Card moved' });
  withdraw();
  expect(words(toasts)).toEqual(['Card moved']);
  withdrawLast();
  expect(words(toasts)).toEqual([]);
});

test('what did not work out is there until it is closed, whatever is told after it', () => {
  const toasts = new ToastState();
  const failed = { words: 'The picture could not be drawn', stays: true };
  toasts.show({ words: 'Card deleted' });
  toasts.show({ ...failed });
  toasts.show({ words: 'The rest was left out', stays: true });
  toasts.show(failed);
  toasts.show({ words: 'Card moved' });
  expect(words(toasts)).toEqual(['The rest was left out', failed.words, 'Card moved']);
  vi.advanceTimersByTime(MINUTE_MS);
  toasts.hold();
  toasts.letGo();
  vi.advanceTimersByTime(MINUTE_MS);
  expect(words(toasts)).toEqual(['The rest was left out', failed.words]);
  toasts.dismiss(failed);
  expect(words(toasts)).toEqual(['The rest was left out']);
});
