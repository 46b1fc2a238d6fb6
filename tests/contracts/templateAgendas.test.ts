import { expect, test } from 'vitest';
import { parseTemplates } from '../../src/lib/domain/boards/templates/template.ts';
import file from '../../src/lib/domain/boards/templates/templates.json' with { type: 'json' };
import { agendaOf, needsBreak } from '../../src/lib/domain/sessions/agenda.ts';
import { USUAL_VOTE } from '../../src/lib/domain/sessions/rules.ts';
import { newStep, stepFaults } from '../../src/lib/domain/sessions/step.ts';

const templates = parseTemplates(file);
let made = 0;
const newId = () => `step-${(made += 1)}`;

test.each(templates.map((template) => [template.id, template] as const))(
  'the agenda of %s becomes steps that can be run as they are',
  (_, template) => {
    const agenda = agendaOf(template.agenda, newId);
    expect(agenda.map(({ title, minutes, kind }) => ({ title, minutes, kind }))).toEqual(
      template.agenda.map(({ title, minutes, kind }) => ({ title, minutes, kind })),
    );
    expect(new Set(agenda.map(({ id }) => id)).size).toBe(agenda.length);
    expect(needsBreak(agenda)).toBeNull();
    for (const { id: _id, part: _part, ...draft } of agenda) expect(stepFaults(draft, new Set())).toEqual({});
  },
);

test('halves of a day stay with their steps', () => {
  const workshop = templates.find(({ id }) => id === 'co-creation-workshop');
  const parts = agendaOf(workshop?.agenda ?? [], newId).map(({ part }) => part);
  expect([...new Set(parts)]).toEqual(['morning', 'afternoon']);
});

const NUMBERS = ['one', 'two', 'three', 'four', 'five'];

test('a vote has as many dots as the template tells people', () => {
  for (const { agenda } of templates) {
    for (const { instructions, rules } of agendaOf(agenda, newId)) {
      const [, words] = /\b(one|two|three|four|five) (?:private )?votes? each\b/iu.exec(instructions) ?? [];
      if (words && rules.vote)
        expect([instructions, NUMBERS[rules.vote.dots - 1]]).toEqual([instructions, words.toLowerCase()]);
    }
  }
});

test('what a template says of a step holds in it, and nothing else is unusual', () => {
  const step = { title: 'A step', minutes: 5, instructions: 'Write.' };
  const [usual, checked, vote, consent] = agendaOf(
    [
      { ...step, kind: 'think' },
      { ...step, kind: 'think', checked: true },
      { ...step, kind: 'vote', vote: { dots: 5, split: 'families' } },
      { ...step, kind: 'vote', vote: { method: 'consent' } },
    ],
    newId,
  );
  expect(usual?.rules).toEqual(newStep('think').rules);
  expect(checked?.rules).toEqual({ ...newStep('think').rules, checked: true });
  expect(vote?.rules.vote).toEqual({ ...USUAL_VOTE, dots: 5, split: 'families' });
  expect(consent?.rules.vote).toEqual({ ...USUAL_VOTE, method: 'consent' });
});
