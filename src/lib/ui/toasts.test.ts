import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ToastState } from './toasts.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE_MS = 60_000;

test('a result goes by itself, but not while somebody is at it', () => {
  const toasts = new ToastState();
  toasts.show({ words: 'Card deleted' });
  toasts.hold();
  vi.advanceTimersByTime(MINUTE_MS);
  expect(toasts.current?.words).toBe('Card deleted');
  toasts.letGo();
  vi.advanceTimersByTime(MINUTE_MS);
  expect(toasts.current).toBeNull();
});

test('what did not work out is there until it is closed', () => {
  const toasts = new ToastState();
  toasts.show({ words: 'Card deleted' });
  toasts.show({ words: 'The picture could not be drawn', stays: true });
  vi.advanceTimersByTime(MINUTE_MS);
  toasts.hold();
  toasts.letGo();
  vi.advanceTimersByTime(MINUTE_MS);
  expect(toasts.current?.words).toBe('The picture could not be drawn');
  toasts.dismiss();
  expect(toasts.current).toBeNull();
});
