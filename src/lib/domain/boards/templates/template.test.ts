import { describe, expect, test } from 'vitest';
import { overlaps } from '../geometry/box.ts';
import { describeTemplate, parseTemplates, summarise } from './template.ts';
import file from './templates.json' with { type: 'json' };

const templates = parseTemplates(file);

test('there are 27 templates, each with an id and a name of its own', () => {
  expect(templates).toHaveLength(27);
  expect(new Set(templates.map(({ id }) => id)).size).toBe(27);
  expect(new Set(templates.map(({ name }) => name)).size).toBe(27);
});

describe.each(templates)('$name', ({ zones, agenda, suggestedMinutes }) => {
  test('has zones with ids and titles of their own', () => {
    expect(new Set(zones.map(({ id }) => id)).size).toBe(zones.length);
    expect(new Set(zones.map(({ title }) => title)).size).toBe(zones.length);
  });

  test('has no two zones on top of each other', () => {
    const clashes = zones.flatMap((a, index) =>
      zones.slice(index + 1).flatMap((b) => (overlaps(a, b) ? [[a.id, b.id]] : [])),
    );
    expect(clashes).toEqual([]);
  });

  test('has an agenda as long as it says', () => {
    expect(agenda.reduce((sum, step) => sum + step.minutes, 0)).toBe(suggestedMinutes);
  });
});

test('trust stands alone only as one of the four conditions', () => {
  const sentences = JSON.stringify(templates).match(/[^".?!:]*\btrusts?\b[^".?!]*/gi) ?? [];
  const conditions =
    /intent, trust(?: in each other)?, time and leadership|^Trust in each other: (not yet|emerging|in place|next step)$|^trust-/i;
  const alone = sentences.filter((sentence) => {
    const rest = sentence.replace(/\b(school|nhs|foundation) trusts?\b/gi, '').replace(/school-trust/g, '');
    return /\btrusts?\b/i.test(rest) && !conditions.test(sentence.trim());
  });
  expect(alone).toEqual([]);
});

test('a template with a colour nobody knows is refused', () => {
  const [first] = structuredClone(file.templates);
  const zone = first?.zones[0];
  if (!first || !zone) throw new Error('no template');
  zone.colour = 'mauve';
  expect(() => parseTemplates({ schemaVersion: 1, templates: [first] })).toThrow();
});

test.each([
  ['locked', 'yes'],
  ['status', 'nearly done'],
])('a template with a zone whose %s is ‘%s’ is refused', (key, value) => {
  const [first] = structuredClone(file.templates);
  if (!first) throw new Error('no template');
  const zones = first.zones.map((zone, index) => (index === 0 ? { ...zone, [key]: value } : zone));
  expect(() => parseTemplates({ schemaVersion: 1, templates: [{ ...first, zones }] })).toThrow();
});

test('a summary draws the zones and lists the steps, without the long texts', () => {
  const [template] = templates;
  if (!template) throw new Error('no template');
  const summary = summarise(template);
  expect(summary.zones).toBe(template.zones.length);
  expect(summary.picture.zones[0]).toEqual({ x: 0, y: 0, w: 1570, h: 200, colour: 'slate' });
  expect(summary.participants).toMatchObject({ min: 12, max: 60 });
  expect(summary.agenda.map(({ title }) => title)).toEqual(template.agenda.map(({ title }) => title));
  expect(summary.minutes).toBe(345);
  expect(JSON.stringify(summary)).not.toMatch(/instructions|"vote":/);
  expect(summary.warning).toBeNull();
  expect(describeTemplate(template).agenda[0]).toMatchObject({ part: 'morning', instructions: expect.any(String) });
});
