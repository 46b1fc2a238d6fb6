import { createHash } from 'node:crypto';
import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { Gathered } from '../../src/lib/domain/boards/groupZones.ts';
import { addGroupZones, placeGathered } from '../../src/lib/domain/boards/groupZones.ts';
import { MAX_TITLE } from '../../src/lib/domain/boards/schema.ts';
import { cutText } from '../../src/lib/domain/boards/textChange.ts';
import type { Group, Groups } from '../../src/lib/domain/sessions/groups/group.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import { boardFor, partnershipFor, signedIn, subjectOf } from './authorise.ts';
import { documentOf } from './boardLists.ts';
import type { BoardMaker } from './boardMaker.ts';
import type { ServiceContext } from './context.ts';
import { callToStep } from './groupCalls.ts';
import { groupable } from './groupPeople.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf, tellOfSession } from './sessionRecords.ts';

/**
 * Where groups work: zones of the session's board, or boards of their own, and what is brought back from there. Ids of
 * zones, boards and cards are worked out, so that whatever is asked twice, or was cut short, is done once.
 */
export class GroupPlaceService {
  #context: ServiceContext;
  #maker: BoardMaker;

  constructor(context: ServiceContext, maker: BoardMaker) {
    this.#context = context;
    this.#maker = maker;
  }

  /** Makes a zone for each group like each of a step's, or an empty one where the step names none. */
  async makeZones(actor: Actor, slug: string, { step, ...address }: SessionAddress & { step: string }): Promise<void> {
    const { session, groups } = await this.#found(actor, slug, address);
    const by = signedIn(actor).id;
    const of = session.agenda.find(({ id }) => id === step)?.zones;
    if (!of) throw new DomainError('notFound');
    const now = this.#context.surroundings.now();
    const idOf = (group: string, zone: string, nth: number) => idFrom(session.id, group, zone, nth);
    const made = await this.#context.documents.change(documentOf(address.board), { actorId: by }, (doc) =>
      addGroupZones(doc, { groups: groups.groups, of, idOf, by, now }),
    );
    await this.#keep(address, (group) => {
      const own = made.filter((one) => one.group === group.id);
      const others = group.zones.filter((zone) => !own.some((one) => one.of === zone.of));
      return { ...group, zones: [...others, ...own.map(({ zone, of: pattern }) => ({ zone, of: pattern }))] };
    });
    const isOn = session.progress.is === 'running' && session.progress.current.step === step;
    if (isOn) await callToStep(this.#context, session, { name: signedIn(actor).name });
  }

  /**
   * Makes a board of its own for each group, for whom the session's is, with zones like the step's. A group with a guest
   * in it has none, for a guest's link opens one board and no other.
   */
  async makeBoards(actor: Actor, slug: string, { step, ...address }: SessionAddress & { step: string }): Promise<void> {
    await partnershipFor(this.#context.repos, actor, { slug, action: 'board.create' });
    const { board, session, groups } = await this.#found(actor, slug, address);
    const by = signedIn(actor).id;
    const zones = session.agenda.find(({ id }) => id === step)?.zones;
    if (!zones) throw new DomainError('notFound');
    const people = await groupable(this.#context.repos, board, groups.members.keys());
    const hasGuest = ({ id }: Group) => [...groups.members].some(([who, at]) => at === id && people.get(who)?.isGuest);
    const alone = groups.groups.filter((group) => group.boardId === null && !hasGuest(group));
    const boards = new Map<string, string>();
    for (const group of alone) {
      const made = await this.#maker.create({
        ...{ partnershipId: board.partnershipId, by, template: null, scope: board.scope },
        id: idFrom(session.id, group.id, 'board', 0),
        title: cutText(`${group.name}: ${board.title}`, MAX_TITLE),
        fill: await this.#likeZones(board, { zones, by }),
      });
      boards.set(group.id, made.id);
    }
    await this.#keep(address, (group) => ({ ...group, boardId: group.boardId ?? boards.get(group.id) ?? null }));
  }

  /** Brings what groups wrote on boards of their own to the session's, each into a zone that says where it comes from. */
  async gather(actor: Actor, slug: string, address: SessionAddress): Promise<void> {
    const { session, groups } = await this.#found(actor, slug, address);
    const by = signedIn(actor).id;
    const now = this.#context.surroundings.now();
    const idOf = (group: string, zone: string, nth: number) => idFrom(session.id, group, `from ${zone}`, nth);
    for (const group of groups.groups) {
      const cards = await this.#cardsOf(actor, group);
      if (cards.length === 0) continue;
      await this.#context.documents.change(documentOf(address.board), { actorId: by }, (doc) => {
        const [made] = addGroupZones(doc, { groups: [group], of: [], idOf, by, now });
        const zone = made?.zone ?? null;
        const brought = cards.map((card) => ({ ...card, zone, id: idFrom(session.id, group.id, card.id, 0) }));
        placeGathered(doc, { cards: brought, origin: group.name, by, now });
      });
    }
  }

  /** Cards with words on a group's own board, in reading order; none of a board that who asks may not read. */
  async #cardsOf(actor: Actor, { boardId }: Group): Promise<Gathered[]> {
    const board = boardId === null ? null : await this.#context.repos.boards.byId(boardId);
    if (!board || !can(actor, 'board.read', subjectOf(board))) return [];
    return this.#context.documents.read(documentOf(board.id), (doc) => {
      const view = new BoardDoc(doc);
      return [...view.zones().map(({ id }) => id), null].flatMap((zone) =>
        view.itemsIn(zone).flatMap((item) => {
          if (item.kind !== 'card' || item.text.trim() === '') return [];
          const { id, text, by, look, tags } = item;
          const kind = { type: look.type ?? ('idea' as const), colour: look.colour ?? null };
          return [{ id, text, by, zone: null, ...kind, cleared: look.cleared ?? [], tags }];
        }),
      );
    });
  }

  /** Puts zones like those of a board on another. */
  async #likeZones(board: BoardRecord, { zones, by }: { zones: readonly string[]; by: string }) {
    const items = await this.#context.documents.read(documentOf(board.id), (doc) => new BoardDoc(doc).zones());
    const like = items.filter(({ id }) => zones.includes(id));
    const { now, newId } = this.#context.surroundings;
    return (fresh: BoardDoc) => {
      for (const { at, size, z, order, text: title, prompt, look } of like) {
        const place = { id: newId(), by, made: now(), at, size, z, order };
        fresh.addZone({ ...place, title, prompt, colour: look.colour ?? 'slate' }, { by });
      }
    };
  }

  async #found(
    actor: Actor,
    slug: string,
    address: SessionAddress,
  ): Promise<{ board: BoardRecord; session: Session; groups: Groups }> {
    const { repos } = this.#context;
    signedIn(actor);
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'session.run' });
    const session = await sessionOf(repos, address);
    if (session.progress.is === 'ended') throw new DomainError('session.over');
    const groups = await repos.groups.of(session.id);
    if (!groups) throw new DomainError('notFound');
    return { board, session, groups };
  }

  /** Says of each group as it is then where it works. */
  async #keep({ board, session: id }: SessionAddress, change: (group: Group) => Group): Promise<void> {
    await inTransaction(this.#context.db, async (within) => {
      const groups = await within.groups.of(id);
      if (groups) await within.groups.set(id, { ...groups, groups: groups.groups.map(change) });
    });
    await tellOfSession(this.#context, board);
  }
}

/** The same for the same parts, and as unlikely to be another's as one by chance. */
function idFrom(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(parts.join('/')).digest('base64url').slice(0, 21);
}
