import type { BoardDoc } from '../../../src/lib/domain/boards/boardDoc.ts';
import type { Surroundings } from '../../../src/lib/domain/shared/surroundings.ts';
import { planNewCards } from '../../../src/lib/domain/boards/operations/planNewCards.ts';
import { instant } from '../../../src/lib/domain/shared/surroundings.ts';
import { nanoid } from 'nanoid';
import type { App } from '../../app.ts';
import type { Command } from '../command.ts';
import { sampleContent } from '../sample/sampleContent.ts';
import type { SampleBoard } from '../sample/sampleShape.ts';
import { boardUrl } from './boardCreate.ts';

const SURROUNDINGS: Surroundings = { now: () => instant(Date.now()), newId: () => nanoid() };

export const sample: Command = {
  name: 'sample',
  usage: 'sample [--json]',
  about: 'Loads an invented partnership with people, boards and cards, once. Prints who can sign in.',
  options: { json: 'switch' },
  async run(input, { app }) {
    const loaded = await loadSample(app);
    if (input.options['json']) return JSON.stringify(loaded);
    const people = loaded.people.map(({ email, role }) => `  ${role.padEnd(12)} ${email}`);
    const boards = loaded.boards.map(({ title, url }) => `  ${title}\n    ${url}`);
    const password = loaded.people[0]?.password ?? '';
    return ['People (password for all: ' + password + ')', ...people, '', 'Boards', ...boards].join('\n');
  },
};

interface LoadedSample {
  partnership: string;
  people: { email: string; password: string; role: string }[];
  boards: { id: string; title: string; url: string }[];
}

/** Adds what is missing of the sample and says what there is. Safe to run again, also after a crash half way. */
async function loadSample(app: App): Promise<LoadedSample> {
  const { partnership, people, boards } = sampleContent;
  const { slug } = partnership;
  const found = await app.services.people.find(slug);
  const record = found ?? (await app.services.people.createPartnership({ ...partnership }));
  const ids = await loadPeople(app, record.slug);
  const there = await app.services.maker.boardsOf(record.id);
  const loaded: LoadedSample['boards'] = [];
  for (const board of boards) {
    const id = there.get(board.title) ?? (await loadBoard(app, record.id, { board, ids }));
    loaded.push({ id, title: board.title, url: boardUrl(app, record.slug, id) });
  }
  return {
    partnership: record.slug,
    people: people.map(({ email, password, role }) => ({ email, password, role })),
    boards: loaded,
  };
}

/** Organisations, people and roles. Returns person ids by the sample's keys. */
async function loadPeople(app: App, slug: string): Promise<Map<string, string>> {
  const { people: service } = app.services;
  const organisations = new Map<string, string>();
  for (const { key, name, kind, footprint } of sampleContent.organisations) {
    const { id } = await service.addOrganisation({ name, kind, footprint });
    await service.joinOrganisation(slug, id);
    organisations.set(key, id);
  }
  const ids = new Map<string, string>();
  for (const { key, name, email, password, organisation, role } of sampleContent.people) {
    const organisationId = organisations.get(organisation) ?? '';
    const known = await service.personWith(email);
    const { id } = known ?? (await service.addPerson({ name, email, password, organisationId, operator: false }));
    if (!known) await service.setRole({ slug, email, role });
    ids.set(key, id);
  }
  return ids;
}

async function loadBoard(
  app: App,
  partnershipId: string,
  { board, ids }: { board: SampleBoard; ids: ReadonlyMap<string, string> },
): Promise<string> {
  const { title, template } = board;
  const by = ids.get(board.cards[0]?.by ?? '') ?? null;
  const made = await app.services.maker.create({
    partnershipId,
    title,
    template,
    by,
    fill: (doc) => fillBoard(doc, board, ids),
  });
  return made.id;
}

function fillBoard(doc: BoardDoc, board: SampleBoard, ids: ReadonlyMap<string, string>): void {
  for (const card of board.cards) {
    const zone = doc.zones().find(({ text }) => text === card.zone);
    const by = ids.get(card.by);
    if (!zone || by === undefined) throw new Error(`the sample names no such zone or person: ${card.zone}, ${card.by}`);
    const draft = { texts: [card.text], type: card.type, by, where: { zone: zone.id } };
    const [planned] = planNewCards(doc, draft, SURROUNDINGS);
    if (planned) doc.addCards([card.colour ? { ...planned, colour: card.colour } : planned], { by });
  }
}
