import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { seedBoard } from '../../src/lib/domain/boards/templates/seedBoard.ts';
import { parseTemplates } from '../../src/lib/domain/boards/templates/template.ts';
import file from '../../src/lib/domain/boards/templates/templates.json' with { type: 'json' };
import { agendaOf } from '../../src/lib/domain/sessions/agenda.ts';
import { PLAN_STATUSES } from '../../src/lib/domain/shared/planStatus.ts';
import { surroundings } from '../support/boards.ts';

const templates = parseTemplates(file);

/** A template, with what is said in it by title. */
function read(id: string) {
  const template = templates.find((one) => one.id === id);
  if (!template) throw new Error(`no template ${id}`);
  const board = new BoardDoc(new Y.Doc());
  seedBoard(board, template, surroundings('zone'));
  return {
    ...template,
    titles: template.zones.map(({ title }) => title),
    prompt: (title: string) => template.zones.find((zone) => zone.title === title)?.prompt ?? '',
    says: (title: string) => template.agenda.find((step) => step.title === title)?.instructions ?? '',
    order: template.agenda.map(({ title }) => title),
    steps: agendaOf(template.agenda, () => 'step'),
    board,
  };
}

test('priorities: one column for each partner, and families are there or approved the words', () => {
  const { titles, prompt, says, participants, zones } = read('priorities-alignment');
  const columns = titles.filter((title) => title.endsWith(' priorities') && title !== 'Shared priorities');
  expect(columns).toEqual([
    ...['School trust priorities', 'NHS provider priorities', 'Integrated care board priorities', 'Council priorities'],
    ...['Voluntary sector priorities', 'Young people’s priorities', 'Families’ priorities'],
  ]);
  expect(new Set(zones.slice(0, columns.length).map(({ y, h }) => `${y} ${h}`)).size).toBe(1);
  expect(prompt('School trust priorities')).toMatch(/Each partner has a column/u);
  expect(says('Welcome and frame')).toMatch(/Each partner has one column with its name on it/u);
  for (const title of columns.slice(-2)) expect(prompt(title)).toMatch(/they are here, or approved these words/u);
  expect(participants.roles.join()).toMatch(/parents or carers, or somebody with words they approved/u);
  expect(says('Think: your three')).toMatch(/Nobody writes for families without their approval/u);
});

test('influence and interest: too little say is a reason to share power, and those who are placed are invited', () => {
  const { titles, zones, says, participants } = read('influence-interest-grid');
  expect(titles).toEqual(expect.arrayContaining(['Affected, too little say: share power', 'Check again later']));
  expect(titles.join()).not.toMatch(/keep informed|keep an eye/iu);
  expect(participants.roles.join()).toMatch(/others who are placed on the grid/u);
  expect(says('Place together')).toMatch(/^People place their own group first/u);
  const { axes } = file.templates.find(({ id }) => id === 'influence-interest-grid') ?? {};
  expect(zones.slice(1, 5).map(({ id }) => id)).toEqual(axes?.spans);
});

describe('co-creation workshop', () => {
  const { agenda, steps, order, says, titles } = read('co-creation-workshop');

  test('has a break in each half, and lunch between them', () => {
    expect(agenda.filter(({ kind }) => kind === 'break').map(({ title, part }) => [title, part])).toEqual([
      ['Morning break', 'morning'],
      ['Lunch', 'morning'],
      ['Afternoon break', 'afternoon'],
    ]);
    for (const half of ['morning', 'afternoon']) {
      const worked = agenda.filter(({ part, title }) => part === half && title !== 'Lunch');
      expect(worked.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(150);
    }
  });

  test('lets everyone think alone before each of the three themes is talked about', () => {
    const themes = ['Impact', 'Barriers', 'Collaboration'];
    expect(order.filter((title) => title.endsWith(': think alone')).slice(0, 3)).toEqual(
      themes.map((theme) => `${theme}: think alone`),
    );
    for (const theme of themes) {
      const thinking = order.indexOf(`${theme}: think alone`);
      expect(order[thinking + 1]).toMatch(new RegExp(`^${theme}: share`, 'u'));
      expect(steps[thinking]?.rules.writing).toBe('private');
    }
  });

  test('votes for what should start; who would deliver it says so separately', () => {
    expect(says('Vote for what should start')).toMatch(/whoever would deliver it/u);
    expect(order.indexOf('Deliverers say what they can take on')).toBe(order.indexOf('Vote for what should start') + 1);
    expect(titles).toContain('What deliverers can take on');
  });

  test('gives each person a table, and closes table by table', () => {
    expect(says('Restart and brief the strands')).toMatch(/table they were given/u);
    expect(JSON.stringify(agenda)).not.toMatch(/choose a table/iu);
    expect(order.at(-1)).toBe('Close by table');
    expect(says('Close by table')).not.toMatch(/each person/iu);
  });
});

describe('information sharing check', () => {
  const { titles, prompt, output, board, says } = read('information-sharing-check');

  test('asks four questions of law, each in a zone of its own', () => {
    const law = ['UK GDPR Article 6', 'UK GDPR Article 9', 'Common-law confidentiality', 'Statutory gateway'];
    expect(law.map((start) => titles.filter((title) => title.startsWith(start)).length)).toEqual([1, 1, 1, 1]);
    expect(titles).not.toContain('Legal basis and duties');
  });

  test('says that consent is rarely right for public bodies', () => {
    expect(prompt('UK GDPR Article 6: basis')).toMatch(/For public bodies consent is rarely right/u);
  });

  test('ends with an impact assessment and an agreement', () => {
    expect(titles.filter((title) => title.startsWith('Output: '))).toEqual([
      'Output: impact assessment (DPIA)',
      'Output: sharing agreement',
    ]);
    expect(output).toMatch(/impact assessment \(DPIA\) and sharing agreement/u);
    expect(says('Assign governance steps')).toMatch(/impact assessment \(DPIA\) and the sharing agreement/u);
  });

  test('has red lines that are locked on the board', () => {
    const locked = board.zones().filter(({ look }) => look.locked);
    expect(locked.map(({ text }) => text)).toEqual(['Must never be on this board']);
  });
});

test('readiness: three points for each condition, trust in each other, and everybody rates', () => {
  const { titles, says, participants, steps } = read('readiness-check');
  const points = ['not yet', 'emerging', 'in place', 'next step'];
  expect(titles).toEqual(
    ['Intent', 'Trust in each other', 'Time', 'Leadership'].flatMap((condition) =>
      points.map((point) => `${condition}: ${point}`),
    ),
  );
  expect(says('Welcome and explain the scale')).toMatch(/three points: not yet, emerging, in place/u);
  expect(says('Think: rate alone')).toMatch(/^Everyone rates, families and the voluntary sector too/u);
  expect(participants.roles).toEqual(expect.arrayContaining(['Voluntary and community sector']));
  expect(participants.roles.join()).toMatch(/Parents, carers or young people/u);
  expect(steps.find(({ kind }) => kind === 'vote')?.rules.vote).toMatchObject({ dots: 4, split: 'families' });
});

test('review: each status of a plan has its zone on the board, and to drop needs a reason', () => {
  const { board, prompt } = read('action-and-decision-review');
  const bound = board.zones().flatMap(({ look }) => (look.status ? [look.status] : []));
  expect([...bound].sort()).toEqual([...PLAN_STATUSES].sort());
  expect(prompt('Dropped, with the reason')).toMatch(/^Never without a reason: who decided, when and why/u);
});

test('health hub: reach and experience come first, and families are offered the first turn and may pass', () => {
  const { titles, order, says } = read('neighbourhood-health-hub-design');
  expect(titles.slice(0, 2)).toEqual(['What families can reach today', 'What it is like for families']);
  expect(order[1]).toBe('Reach and experience: think alone');
  expect(says('Share and fill the gaps')).toMatch(/^Families are offered the first turn and may pass/u);
  expect(says('Share and fill the gaps')).not.toMatch(/speak first/u);
});

describe('mental health', () => {
  const staff = read('mental-health-support-in-schools');
  const pupils = read('mental-health-support-with-pupils');

  test.each([staff, pupils])('$name warns the facilitator and names a support person', (template) => {
    expect(template.warning).toMatch(/named support person there who is not the facilitator/u);
    expect(template.warning).toMatch(/safeguarding lead now, outside the board/u);
    expect(template.titles[0]).toBe('Named support person');
    expect(template.participants.roles).toContain('Named support person');
    expect(template.agenda[0]?.instructions).toMatch(/support person/iu);
  });

  test('with pupils in the room there are no figures of self-harm, and each card is checked first', () => {
    const { warning, name, purpose, output, zones, agenda } = pupils;
    expect(JSON.stringify([warning, name, purpose, output, zones, agenda])).not.toMatch(/self-harm|suicid|admission/iu);
    const measures = file.templates.find(({ id }) => id === pupils.id)?.suggestedMeasures;
    expect(measures).not.toContain('self-harm-admissions');
    const thinking = pupils.steps.filter(({ kind }) => kind === 'think');
    expect(thinking.length).toBeGreaterThan(0);
    expect(thinking.every(({ rules }) => rules.checked)).toBe(true);
    expect(pupils.participants.roles.join()).toMatch(/Pupils/u);
  });

  test('the version with those figures is for adults, and sends pupils to their own', () => {
    expect(staff.participants.roles.join()).not.toMatch(/Pupils/u);
    expect(staff.purpose).toMatch(/with pupils in the room use the pupils’ version/u);
  });
});

test('careers: what pupils have seen, and the barriers that employers put up', () => {
  const { titles, prompt, says } = read('nhs-career-pathways');
  expect(titles).toContain('What pupils have seen of health and care jobs');
  expect(titles).not.toContain('What pupils think the NHS is');
  expect(prompt('Barriers employers put up')).toMatch(/Name the employer’s role that can change each/u);
  expect(titles).toContain('Barriers for young people');
  expect(says('Match offers and take barriers down')).toMatch(/‘Barriers employers put up’/u);
});

test('prevention: help for some is heard as extra help for some', () => {
  const { titles } = read('prevention-programme-design');
  expect(titles).toEqual(
    expect.arrayContaining(['Help for everyone', 'Extra help for some', 'Intensive help for a few']),
  );
});
