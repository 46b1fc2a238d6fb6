import type { BoardSummary, PersonHere } from '$lib/domain/boards/boardRecord';
import type { TemplateKind, TemplateSummary } from '$lib/domain/boards/templates/template';
import { shapeOf } from '$lib/domain/organisations/organisation';
import { m } from '$lib/messages/messages.js';
import type { StackPerson } from '$lib/ui/AvatarStack.svelte';
import { ago, fullDate } from '$lib/ui/dates';

/** "Edited yesterday", "Edited 18 Nov". */
export function editedWords({ editedAt, archivedAt }: BoardSummary, now: string): string {
  const since = ago(archivedAt ?? editedAt, now);
  if (archivedAt) return m.boards_archived_on({ day: since.is === 'earlier' ? since.day : m.boards_recently() });
  if (since.is === 'now') return m.boards_edited_now();
  if (since.is === 'today') return m.boards_edited_today({ time: since.time });
  return since.is === 'yesterday' ? m.boards_edited_yesterday() : m.boards_edited_on({ day: since.day });
}

/** The full date, and by whom. */
export function fullEditedWords({ editedAt, editedBy }: BoardSummary): string {
  const date = fullDate(editedAt);
  return editedBy === null ? m.boards_edited_full({ date }) : m.boards_edited_full_by({ date, name: editedBy });
}

/** People who are on a board, for a stack of avatars. */
export function stackOf(people: readonly PersonHere[]): StackPerson[] {
  return people.map(({ actorId, name, organisationKind }, order) => ({
    key: actorId,
    name,
    label: name,
    shape: shapeOf(organisationKind),
    colour: order,
  }));
}

const KINDS: Record<TemplateKind, () => string> = {
  own: m.templates_kind_own,
  gateways: m.boards_strand_gateways,
  prevention: m.boards_strand_prevention,
  'neighbourhood-health': m.boards_strand_neighbourhood,
  workforce: m.boards_strand_workforce,
  'cross-cutting': m.boards_strand_any,
};

/** Which of the four strands a template is for, or that it is the partnership's own. */
export function kindWords(kind: TemplateKind): string {
  return KINDS[kind]();
}

/** "3 to 15 people". */
export function groupWords({ min, max }: NonNullable<TemplateSummary['participants']>): string {
  return m.templates_group({ min, max });
}

/** "45 min", "2½ hours", "5 hours". */
export function durationWords(minutes: number): string {
  if (minutes <= 90) return m.boards_minutes({ count: minutes });
  const halves = Math.round(minutes / 30);
  const hours = Math.floor(halves / 2);
  return halves % 2 === 0 ? m.boards_hours({ count: hours }) : m.boards_hours_and_half({ count: hours });
}
