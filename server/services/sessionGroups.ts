import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { renameGroupZones } from '../../src/lib/domain/boards/groupZones.ts';
import type { Group, Grouping, Groups } from '../../src/lib/domain/sessions/groups/group.ts';
import { groupCountFault, GROUPINGS, readGroupName, usualName } from '../../src/lib/domain/sessions/groups/group.ts';
import type { GroupsPage, PersonInGroup } from '../../src/lib/domain/sessions/groups/groupsPage.ts';
import { dealtOut, groupsAgain, mostMixed } from '../../src/lib/domain/sessions/groups/makeGroups.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { boardFor, signedIn } from './authorise.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import { callTogether, callToStep } from './groupCalls.ts';
import type { GroupPerson } from './groupPeople.ts';
import { groupable } from './groupPeople.ts';
import type { RoomPeople } from './roomPeople.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf, tellOfSession } from './sessionRecords.ts';
import { shuffled } from './shuffled.ts';

/** How groups are to be made. `known`: the making that whoever asks saw, empty where they saw none. */
export interface GroupsAsked extends SessionAddress {
  how: string;
  count: number;
  known: string;
}

/** Groups of a session, and who is in them. Each command is for who may run it, and may be sent twice. */
export class SessionGroupService {
  #context: ServiceContext;
  #people: RoomPeople;

  constructor(context: ServiceContext, people: RoomPeople) {
    this.#context = context;
    this.#people = people;
  }

  /** The groups as who runs the session sees them, and who is there and in none. */
  async page(actor: Actor, slug: string, address: SessionAddress): Promise<GroupsPage> {
    const { repos, documents } = this.#context;
    signedIn(actor);
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'session.run' });
    const session = await sessionOf(repos, address);
    const groups = await repos.groups.of(session.id);
    const here = await this.#people.present(board.id);
    const people = await groupable(repos, board, [...here, ...(groups?.members.keys() ?? [])]);
    const zones = await documents.read(documentOf(board.id), (doc) =>
      new BoardDoc(doc).zones().map(({ id, text: title }) => ({ id, title })),
    );
    const whereIs = (id: string) => groups?.members.get(id) ?? null;
    const inGroup = (group: string | null) =>
      [...people.values()].filter(({ id }) => whereIs(id) === group && id !== leaderOutside(session, groups));
    return {
      ...{ how: groups?.how ?? 'mixed', made: groups?.made ?? '', zones },
      groups: (groups?.groups ?? []).map(({ id, name, zones: own, boardId }) => ({
        ...{ id, name, board: boardId, people: inGroup(id).map(asShown) },
        zone: own.find(({ of }) => of === null)?.zone ?? '',
      })),
      outside: inGroup(null).map(asShown),
      mostMixed: mostMixed([...people.values()].filter(({ id }) => id !== leaderOutside(session, groups))),
    };
  }

  /**
   * Makes groups of those who are there now, in place of any before; what groups have of zones and boards stays theirs.
   * Nothing when somebody made them since whoever asks looked.
   */
  async make(actor: Actor, slug: string, { how: asked, count, known, ...address }: GroupsAsked): Promise<void> {
    const how = GROUPINGS.find((one) => one === asked);
    refuseFaults({ how: how ? null : 'unknownChoice', count: groupCountFault(count) });
    const here = await this.#people.present(address.board);
    await this.#change(actor, slug, {
      ...address,
      change: async (before, { within, board, session }) => {
        if (!how || (before?.made ?? '') !== known) return null;
        const people = await groupable(within, board, here);
        people.delete(session.leadId);
        return this.#made(before, { how, count, people: [...people.values()] });
      },
    });
  }

  /** Puts somebody into a group, or (empty) into none. Throws `input.invalid` for who cannot be in one. */
  async move(
    actor: Actor,
    slug: string,
    { person, group, ...address }: SessionAddress & { person: string; group: string },
  ): Promise<void> {
    const session = await this.#change(actor, slug, {
      ...address,
      change: async (before, { within, board }) => {
        const isThere = (await groupable(within, board, [person])).has(person);
        refuseFaults({
          person: isThere ? null : 'unknownChoice',
          group: group === '' || before?.groups.some(({ id }) => id === group) ? null : 'unknownChoice',
        });
        if (!before) return null;
        const members = new Map(before.members).set(person, group || null);
        return { ...before, members };
      },
    });
    if (session) await callToStep(this.#context, session, { name: signedIn(actor).name, only: new Set([person]) });
  }

  async rename(
    actor: Actor,
    slug: string,
    { group, name: typed, ...address }: SessionAddress & { group: string; name: string },
  ): Promise<void> {
    const { name, fault } = readGroupName(typed);
    refuseFaults({ name: fault });
    let was: Group | undefined;
    await this.#change(actor, slug, {
      ...address,
      change: (before) => {
        was = before?.groups.find(({ id }) => id === group);
        return withGroup(before, group, { name });
      },
    });
    const zones = was?.zones.flatMap(({ zone, of }) => (of === null ? [] : [zone])) ?? [];
    if (!was || zones.length === 0) return;
    const [from, by] = [was.name, signedIn(actor).id];
    await this.#context.documents.change(documentOf(address.board), { actorId: by }, (doc) =>
      renameGroupZones(doc, { zones, from, to: name, by }),
    );
  }

  /** Chooses the zone of the board that a group writes in, or (empty) none but those made for it. */
  async choose(
    actor: Actor,
    slug: string,
    { group, zone, ...address }: SessionAddress & { group: string; zone: string },
  ): Promise<void> {
    const isThere =
      zone === '' ||
      (await this.#context.documents.read(
        documentOf(address.board),
        (doc) => new BoardDoc(doc).item(zone)?.kind === 'zone',
      ));
    refuseFaults({ zone: isThere ? null : 'unknownChoice' });
    await this.#change(actor, slug, {
      ...address,
      change: (before) => {
        const made = before?.groups.find(({ id }) => id === group)?.zones.filter(({ of }) => of !== null) ?? [];
        return withGroup(before, group, { zones: zone === '' ? made : [...made, { zone, of: null }] });
      },
    });
  }

  /** Calls everyone back from their groups, in the step that began then. Nothing once it is left. */
  async callBack(actor: Actor, slug: string, asked: SessionAddress & { began: string }): Promise<void> {
    const session = await this.#setBack(actor, slug, { ...asked, back: asked.began });
    if (session) await callTogether(this.#context, session, signedIn(actor).name);
  }

  /** Sends everyone who was called back to their groups again. */
  async sendOut(actor: Actor, slug: string, asked: SessionAddress & { began: string }): Promise<void> {
    const session = await this.#setBack(actor, slug, { ...asked, back: null });
    if (session) await callToStep(this.#context, session, { name: signedIn(actor).name });
  }

  #setBack(
    actor: Actor,
    slug: string,
    { began, back, ...address }: SessionAddress & { began: string; back: Instant | null },
  ): Promise<Session | null> {
    return this.#change(actor, slug, {
      ...address,
      change: (before, { session: { progress } }) => {
        if (progress.is !== 'running' || progress.current.began !== began) return null;
        return before && before.back !== back ? { ...before, back } : null;
      },
    });
  }

  #made(
    before: Groups | null,
    { how, count, people }: { how: Grouping; count: number; people: readonly GroupPerson[] },
  ): Groups {
    const { newId } = this.#context.surroundings;
    const newGroup = (nth: number): Group => ({ id: newId(), name: usualName(nth + 1), zones: [], boardId: null });
    const groups = groupsAgain(before?.groups ?? [], { count, newGroup });
    const dealt = dealtOut(people, { count, how, shuffle: shuffled });
    const members = new Map([...dealt].map(([id, nth]) => [id, groups[nth]?.id ?? null] as const));
    return { how, made: newId(), back: before?.back ?? null, groups, members };
  }

  /** Changes groups as they are then. Null, and told to nobody, where nothing is changed. */
  async #change(
    actor: Actor,
    slug: string,
    { change, ...address }: SessionAddress & { change: Change },
  ): Promise<Session | null> {
    const { db, repos } = this.#context;
    signedIn(actor);
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'session.run' });
    const session = await inTransaction(db, async (within) => {
      const found = await sessionOf(within, address);
      if (found.progress.is === 'ended') throw new DomainError('session.over');
      const next = await change(await within.groups.of(found.id), { within, board, session: found });
      if (next) await within.groups.set(found.id, next);
      return next && found;
    });
    if (session?.progress.is === 'running') await tellOfSession(this.#context, board.id);
    return session;
  }
}

type Change = (
  before: Groups | null,
  at: { within: Repos; board: BoardRecord; session: Session },
) => Groups | null | Promise<Groups | null>;

/** Whoever leads goes round, unless they were put into a group. */
function leaderOutside({ leadId }: Session, groups: Groups | null): string | null {
  return groups?.members.get(leadId) ? null : leadId;
}

function withGroup(before: Groups | null, id: string, patch: Partial<Group>): Groups {
  if (!before?.groups.some((group) => group.id === id)) throw new DomainError('notFound');
  return { ...before, groups: before.groups.map((group) => (group.id === id ? { ...group, ...patch } : group)) };
}

function asShown({ id, name, kind, isGuest }: GroupPerson): PersonInGroup {
  return { id, name, kind, isGuest };
}
