import { expect, test } from 'vitest';
import { TemplateService } from './templates.ts';

test('lists every template for the gallery and finds each by its id', () => {
  const service = new TemplateService();
  const list = service.list();
  expect(list).toHaveLength(27);
  for (const { id, name } of list) expect(service.get(id)?.name).toBe(name);
});

test('an id nobody knows finds nothing', () => {
  const service = new TemplateService();
  expect(service.get('no-such-template')).toBeNull();
  expect(service.get('constructor')).toBeNull();
});
