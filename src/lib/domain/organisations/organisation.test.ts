import { expect, test } from 'vitest';
import { isOrganisationKind, ORGANISATION_KINDS, shapeOf } from './organisation.ts';

test('every kind of organisation has a shape, and school and health never share one', () => {
  for (const kind of ORGANISATION_KINDS) expect(shapeOf(kind)).toMatch(/^[a-z]+$/);
  expect(shapeOf('school-trust')).not.toBe(shapeOf('nhs-trust'));
  expect(new Set(ORGANISATION_KINDS.map(shapeOf)).size).toBe(6);
});

test('only the kinds listed are kinds', () => {
  expect(['icb', 'trust', '', 'toString'].map(isOrganisationKind)).toEqual([true, false, false, false]);
});
