import { describe, expect, test } from 'vitest';
import { ROLES } from '../../../src/lib/domain/access/actor.ts';
import { boxOf } from '../../../src/lib/domain/boards/geometry/box.ts';
import { placeInZone } from '../../../src/lib/domain/boards/geometry/placeCards.ts';
import { CARD_TYPES, MAX_TITLE } from '../../../src/lib/domain/boards/schema.ts';
import { ORGANISATION_KINDS } from '../../../src/lib/domain/organisations/organisation.ts';
import { TemplateService } from '../../services/templates.ts';
import { sampleContent } from './sampleContent.ts';

const { organisations, people, boards } = sampleContent;
const templates = new TemplateService();

test('has an organisation of every kind and a person in every role', () => {
  expect(new Set(organisations.map(({ kind }) => kind))).toEqual(new Set(ORGANISATION_KINDS));
  expect(new Set(people.map(({ role }) => role))).toEqual(new Set(ROLES));
});

test('no mail can reach anyone in it, and every password is long enough', () => {
  expect(people.filter(({ email }) => !/^[a-z.]+@[a-z-]+\.example$/.test(email))).toEqual([]);
  expect(people.filter(({ password }) => password.length < 12)).toEqual([]);
});

test('keys, emails and titles are each used once, and every person has an organisation', () => {
  for (const keys of [
    organisations.map(({ key }) => key),
    people.map(({ key }) => key),
    people.map(({ email }) => email),
    boards.map(({ title }) => title),
  ]) {
    expect(new Set(keys).size).toBe(keys.length);
  }
  const known = new Set(organisations.map(({ key }) => key));
  expect(people.filter(({ organisation }) => !known.has(organisation))).toEqual([]);
});

test('the health hub has forty cards or more, of all eleven types, from several organisations', () => {
  const hub = boards.find(({ title }) => title === 'Health hub at Tanner’s Field');
  expect(hub?.cards.length).toBeGreaterThanOrEqual(40);
  expect(new Set(hub?.cards.map(({ type }) => type))).toEqual(new Set(CARD_TYPES));
  const writers = new Set(hub?.cards.map(({ by }) => people.find(({ key }) => key === by)?.organisation));
  expect(writers.size).toBeGreaterThanOrEqual(6);
});

describe.each(boards)('$title', ({ template, title, cards }) => {
  const zones = template === null ? [] : (templates.get(template)?.zones ?? []);

  test('has a title that fits and cards in zones of its template', () => {
    expect(title.length).toBeLessThanOrEqual(MAX_TITLE);
    const titles = new Set(zones.map((zone) => zone.title));
    expect(cards.filter(({ zone }) => !titles.has(zone))).toEqual([]);
  });

  test('is written by people who may write', () => {
    const writers = new Set(
      people.filter(({ role }) => role !== 'commenter' && role !== 'viewer').map(({ key }) => key),
    );
    expect(cards.filter(({ by }) => !writers.has(by))).toEqual([]);
  });

  test('has room for every card in its zone', () => {
    for (const zone of zones) {
      const count = cards.filter((card) => card.zone === zone.title).length;
      const places = placeInZone(zone, { taken: [], count }).map((at) => boxOf({ at, size: [164, 112] }));
      const inside = places.filter(
        (card) => card.x >= zone.x && card.y >= zone.y && card.y + card.h <= zone.y + zone.h,
      );
      expect(inside.length, zone.title).toBe(count);
      expect(new Set(places.map(({ x, y }) => `${x},${y}`)).size, zone.title).toBe(count);
    }
  });
});
