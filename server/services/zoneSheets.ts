import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { plainBoard } from '../../src/lib/domain/boards/plainBoard.ts';
import type { Joining } from '../../src/lib/domain/sessions/room.ts';
import type { StepRules } from '../../src/lib/domain/sessions/rules.ts';
import { boardFor } from './authorise.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';
import type { GuestLinkService } from './guestLinks.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf } from './sessionRecords.ts';

/** Sheets of paper for a step: one for each zone that it is about. */
export interface ZoneSheets {
  title: string;
  boardTitle: string;
  /** Who takes them in. */
  lead: string;
  /** Steps there are sheets for, for a choice. */
  steps: readonly { id: string; title: string }[];
  step: { id: string; title: string; instructions: string } | null;
  /** Whether writers are told to leave their names out, since cards are shown without. */
  nameless: boolean;
  zones: readonly { id: string; title: string; prompt: string }[];
  /** How people join who have a device after all; null where the projector shows no link. */
  joining: Joining | null;
}

/** What people without a device write on, for whoever runs the session to print. */
export class ZoneSheetService {
  #context: ServiceContext;
  #links: GuestLinkService;

  constructor(context: ServiceContext, links: GuestLinkService) {
    this.#context = context;
    this.#links = links;
  }

  /** Of a step, or of the first in which people write. */
  async page(actor: Actor, slug: string, { step: id, ...address }: SessionAddress & { step: string | null }) {
    const { repos, documents } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'session.run' });
    const { title, agenda, leadId, progress } = await sessionOf(repos, address);
    const written = agenda.filter(({ rules }) => isWritten(rules));
    const step = agenda.find((one) => one.id === id) ?? written[0] ?? agenda[0] ?? null;
    const all = await documents.read(documentOf(board.id), (doc) => plainBoard(new BoardDoc(doc)));
    const zones = all.flatMap(({ id: zone, title: name, prompt }) => {
      return zone !== null && (!step?.zones.length || step.zones.includes(zone))
        ? [{ id: zone, title: name, prompt }]
        : [];
    });
    const { joining } = await repos.sessionRooms.of(address.session);
    const isOver = progress.is === 'ended';
    const sheets: ZoneSheets = {
      ...{ title, boardTitle: board.title, lead: (await repos.people.byId(leadId))?.name ?? '' },
      steps: agenda.map((one) => ({ id: one.id, title: one.title })),
      step: step && { id: step.id, title: step.title, instructions: step.instructions },
      nameless: step?.rules.writing === 'private' && step.rules.authors === 'hidden',
      zones,
      joining: joining === null || isOver ? null : await this.#links.joining(board, joining),
    };
    return sheets;
  }
}

function isWritten({ writing, vote }: StepRules): boolean {
  return writing !== 'closed' && vote === null;
}
