import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { AuditEvent } from '../../src/lib/domain/audit/auditEvent.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { TemplateDraft, TemplateRequest } from '../../src/lib/domain/boards/templates/ownTemplate.ts';
import {
  contentOf,
  contentPicture,
  countContent,
  holdsIdentifier,
  nameFault,
  retimed,
  templateFaults,
  withoutThings,
} from '../../src/lib/domain/boards/templates/ownTemplate.ts';
import type { AgendaStep, TemplatePage, TemplateSummary } from '../../src/lib/domain/boards/templates/template.ts';
import { agendaLine } from '../../src/lib/domain/boards/templates/template.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { OwnTemplateRecord } from '../storage/repos/ownTemplateRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { boardFor, partnershipFor, signedIn } from './authorise.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { TemplateService } from './templates.ts';

/** Templates as a partnership sees them: those it made of its own boards, then those that come with the product. */
export class OwnTemplateService {
  #context: ServiceContext;
  #templates: TemplateService;

  constructor(context: ServiceContext, templates: TemplateService) {
    this.#context = context;
    this.#templates = templates;
  }

  /** Everything a board can be made from, the partnership's own first. */
  async list(actor: Actor, slug: string): Promise<TemplateSummary[]> {
    return [...(await this.#own(actor, slug, { archived: false })), ...this.#templates.list()];
  }

  /** The partnership's own that were put away. */
  archived(actor: Actor, slug: string): Promise<TemplateSummary[]> {
    return this.#own(actor, slug, { archived: true });
  }

  /** All there is to read about one. Unknown and another partnership's are the same answer. */
  async page(actor: Actor, slug: string, id: string): Promise<TemplatePage> {
    const { repos } = this.#context;
    const partnership = await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
    const ready = this.#templates.page(id);
    if (ready) return ready;
    const record = await repos.ownTemplates.byId(partnership.id, id);
    const content = await repos.ownTemplates.content(partnership.id, id);
    if (!record || !content) throw new DomainError('notFound');
    const [summary] = await this.#summarise(actor, [record]);
    if (!summary) throw new DomainError('notFound');
    const zones = content.zones.map(({ title, prompt, colour }) => ({ title, prompt, colour }));
    return { ...summary, zones, agenda: record.agenda };
  }

  /** What a template of this board would keep, and the agenda the board came with. */
  async draft(actor: Actor, slug: string, id: string): Promise<TemplateDraft> {
    const { board } = await boardFor(this.#context.repos, actor, { slug, id, action: 'board.saveTemplate' });
    const counts = await this.#context.documents.read(documentOf(id), (doc) => countContent(new BoardDoc(doc)));
    const agenda = (await this.#agendaOf(board)).map(({ title, minutes }) => ({ title, minutes }));
    return { title: board.title, counts, agenda };
  }

  /**
   * Keeps a board as a template of its partnership. Throws `input.invalid` with `words` at fault when something that
   * it would keep is certain to name one person. What is taken off the board is in no template of it.
   */
  async save(actor: Actor, slug: string, request: TemplateRequest): Promise<{ id: string }> {
    const { db, documents, repos } = this.#context;
    const asked = { slug, id: request.board, action: 'board.saveTemplate' } as const;
    const { board } = await boardFor(repos, actor, asked);
    refuseFaults(templateFaults(request));
    const { cards } = request;
    const whole = await documents.read(documentOf(board.id), (doc) => contentOf(new BoardDoc(doc), { cards }));
    const [name, purpose] = [oneLine(request.name), oneLine(request.purpose)];
    refuseFaults({
      name: holdsIdentifier(NOTHING, [name]) ? 'identifier' : null,
      purpose: holdsIdentifier(NOTHING, [purpose]) ? 'identifier' : null,
      words: holdsIdentifier(whole, []) ? 'identifier' : null,
      empty: whole.zones.length + whole.things.items.length === 0 ? 'missing' : null,
    });
    const agenda = request.minutes ? retimed(await this.#agendaOf(board), request.minutes) : [];
    const { id: madeBy, organisationId } = signedIn(actor);
    const made = { id: this.#context.surroundings.newId(), madeBy, madeAt: this.#context.surroundings.now() };
    await inTransaction(db, async (repos) => {
      // Something may have been taken off since the board was read; what is later takes it from the templates too.
      const ids = [...whole.zones, ...whole.things.items, ...whole.things.connectors].map(({ id }) => id);
      const off = (await repos.takenOff.ofItems(board.id, ids)).map(({ itemId }) => itemId);
      const content = withoutThings(whole, new Set(off));
      const { partnershipId } = board;
      const about = { ...{ name, purpose, agenda, content, partnershipId, organisationId }, boardId: board.id };
      await repos.ownTemplates.add({ ...made, ...about, picture: contentPicture(content) });
      await this.#note(repos, { id: made.id, partnershipId, by: madeBy, event: 'template.saved' });
    });
    return { id: made.id };
  }

  async rename(actor: Actor, slug: string, { id, name }: { id: string; name: string }): Promise<void> {
    const isNamed = holdsIdentifier(NOTHING, [name]);
    const change = { name: nameFault(name) ?? (isNamed ? 'identifier' : null) } as const;
    await this.#change(actor, { slug, id, event: 'template.renamed' }, async (repos) => {
      refuseFaults(change);
      await repos.ownTemplates.rename(id, oneLine(name));
    });
  }

  /** Takes it out of the gallery. Boards that were made from it stay as they are. */
  async archive(actor: Actor, slug: string, id: string): Promise<void> {
    const at = this.#context.surroundings.now();
    const archive = (repos: Repos) => repos.ownTemplates.setArchived(id, at);
    await this.#change(actor, { slug, id, event: 'template.archived' }, archive);
  }

  async restore(actor: Actor, slug: string, id: string): Promise<void> {
    const restore = (repos: Repos) => repos.ownTemplates.setArchived(id, null);
    await this.#change(actor, { slug, id, event: 'template.restored' }, restore);
  }

  async #change(
    actor: Actor,
    { slug, id, event }: { slug: string; id: string; event: TemplateEvent },
    change: (repos: Repos) => Promise<void>,
  ): Promise<void> {
    const { db, repos } = this.#context;
    const partnership = await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
    const record = await repos.ownTemplates.byId(partnership.id, id);
    if (!record) throw new DomainError('notFound');
    const { partnershipId, madeBy } = record;
    if (!can(actor, 'template.manage', { partnershipId, by: madeBy })) throw new DomainError('notAllowed');
    await inTransaction(db, async (repos) => {
      await change(repos);
      await this.#note(repos, { id, partnershipId, by: signedIn(actor).id, event });
    });
  }

  async #note(
    repos: Repos,
    { id, partnershipId, by, event }: { id: string; partnershipId: string; by: string; event: TemplateEvent },
  ): Promise<void> {
    const { newId, now } = this.#context.surroundings;
    const entry = { id: newId(), at: now(), actorId: by, partnershipId, details: { template: id } };
    await repos.audit.append({ ...entry, event });
  }

  async #agendaOf({ partnershipId, template }: BoardRecord): Promise<readonly AgendaStep[]> {
    if (template === null) return [];
    const ready = this.#templates.get(template);
    return ready?.agenda ?? (await this.#context.repos.ownTemplates.byId(partnershipId, template))?.agenda ?? [];
  }

  async #own(actor: Actor, slug: string, which: { archived: boolean }): Promise<TemplateSummary[]> {
    const { repos } = this.#context;
    const partnership = await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
    return this.#summarise(actor, await repos.ownTemplates.list(partnership.id, which));
  }

  async #summarise(actor: Actor, records: readonly OwnTemplateRecord[]): Promise<TemplateSummary[]> {
    const makers = await this.#context.repos.people.byIds([...new Set(records.map(({ madeBy }) => madeBy))]);
    const names = new Map(makers.map(({ id, name }) => [id, name]));
    return records.map(({ id, name, purpose, picture, agenda, organisation, ...record }) => ({
      ...{ id, name, purpose, picture, kind: 'own', output: '', warning: null, participants: null },
      minutes: agenda.reduce((sum, step) => sum + step.minutes, 0),
      zones: picture.zones.length,
      agenda: agenda.map(agendaLine),
      own: {
        by: names.get(record.madeBy) ?? '',
        organisation,
        madeAt: record.madeAt,
        archived: record.archivedAt !== null,
        mayManage: can(actor, 'template.manage', { partnershipId: record.partnershipId, by: record.madeBy }),
      },
    }));
  }
}

type TemplateEvent = Extract<AuditEvent, `template.${string}`>;

const NOTHING = { zones: [], things: { items: [], connectors: [] } };
