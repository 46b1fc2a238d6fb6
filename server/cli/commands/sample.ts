import { createHash } from 'node:crypto';
import type { PersonActor } from '../../../src/lib/domain/access/actor.ts';
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
  const { ids, organisations } = await loadPeople(app, record.slug);
  if (!found) await loadContacts(app, { slug: record.slug, partnershipId: record.id, ids, organisations });
  const loaded: LoadedSample['boards'] = [];
  for (const [index, board] of boards.entries()) {
    const id = sampleBoardId(record.id, index);
    const title = await app.services.maker.titleOf(id);
    if (title === null) await loadBoard(app, { id, partnershipId: record.id, board, ids });
    loaded.push({ id, title: title ?? board.title, url: boardUrl(app, record.slug, id) });
  }
  return {
    partnership: record.slug,
    people: people.map(({ email, password, role }) => ({ email, password, role })),
    boards: loaded,
  };
}

type Ids = ReadonlyMap<string, string>;

/** Organisations, people and roles. Returns ids by the sample's keys. */
async function loadPeople(app: App, slug: string): Promise<{ ids: Ids; organisations: Ids }> {
  const { people: service } = app.services;
  const organisations = new Map<string, string>();
  for (const { key, name, kind, footprint } of sampleContent.organisations) {
    const { id } = await service.addOrganisation({ name, kind, footprint });
    await service.joinOrganisation(slug, id);
    organisations.set(key, id);
  }
  const ids = new Map<string, string>();
  for (const { key, name, email, password, organisation, role, ...more } of sampleContent.people) {
    const organisationId = organisations.get(organisation) ?? '';
    const known = await service.personWith(email);
    const { id } = known ?? (await service.addPerson({ name, email, password, organisationId, operator: false }));
    if (!known) {
      await service.setRole({ slug, email, role });
      await service.stand({ slug, personId: id, ...more });
    }
    ids.set(key, id);
  }
  return { ids, organisations };
}

/** Who answers for data and whom to tell, as its first convener fills it in. */
async function loadContacts(
  app: App,
  { slug, partnershipId, ids, organisations }: { slug: string; partnershipId: string; ids: Ids; organisations: Ids },
): Promise<void> {
  const convener = sampleContent.people.find(({ role }) => role === 'convener');
  const actor: PersonActor = {
    ...{ kind: 'person', id: ids.get(convener?.key ?? '') ?? '', name: convener?.name ?? '', operator: false },
    ...{ organisationId: organisations.get(convener?.organisation ?? '') ?? '', organisationKind: 'other' },
    roles: { [partnershipId]: 'convener' },
  };
  const { dataProtection, safeguarding } = sampleContent;
  const controllers = dataProtection.controllers.map((key) => organisations.get(key) ?? '');
  await app.services.contacts.setDataProtection(actor, slug, { ...dataProtection, controllers });
  await app.services.contacts.setSafeguarding(actor, slug, safeguarding);
}

/** The same each time, and shaped like every other id, so that a board renamed since is known again. */
function sampleBoardId(partnershipId: string, index: number): string {
  return createHash('sha256').update(`${partnershipId}/${index}`).digest('base64url').slice(0, 21);
}

interface BoardToLoad {
  id: string;
  partnershipId: string;
  board: SampleBoard;
  ids: ReadonlyMap<string, string>;
}

async function loadBoard(app: App, { id, partnershipId, board, ids }: BoardToLoad): Promise<void> {
  const { title, template } = board;
  const by = ids.get(board.cards[0]?.by ?? '') ?? null;
  const fill = (doc: BoardDoc) => fillBoard(doc, board, ids);
  await app.services.maker.create({ id, partnershipId, title, template, by, fill });
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
