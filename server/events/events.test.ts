import { expect, test } from 'vitest';
import { SILENT } from '../log/log.ts';
import { EventBus } from './events.ts';

test('one listener that fails is logged and does not keep the news from the others', () => {
  const logged: unknown[] = [];
  const bus = new EventBus({ ...SILENT, error: (facts) => logged.push(facts['event']) });
  const heard: unknown[] = [];
  bus.on('store.writable', () => {
    throw new Error('no');
  });
  const stop = bus.on('store.writable', (news) => heard.push(news));
  bus.emit('store.writable', { writable: false });
  bus.emit('signIn.ended', { signInIds: ['a'] });
  stop();
  bus.emit('store.writable', { writable: true });
  expect(heard).toEqual([{ writable: false }]);
  expect(logged).toEqual(['store.writable', 'store.writable']);
});
