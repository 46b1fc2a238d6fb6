import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { Box } from '../../src/lib/domain/boards/geometry/box.ts';
import { boxAround, boxOf } from '../../src/lib/domain/boards/geometry/box.ts';
import { liveGroups } from '../../src/lib/domain/sessions/groups/liveGroups.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';

/** Who calls, by name, and whom: everyone unless it is said. */
interface Call {
  name: string;
  only?: ReadonlySet<string>;
}

/**
 * Has people look where the step that is on takes them: those of a group that is at work at its zones, everyone else at
 * the step's. Whoever leads it is taken along: nobody has to look for the step. Single people are called to their groups,
 * and to nothing else.
 */
export async function callToStep(context: ServiceContext, session: Session, { name, only }: Call): Promise<void> {
  const { id, boardId, agenda, progress } = session;
  if (progress.is !== 'running') return;
  const step = agenda.find((one) => one.id === progress.current.step);
  const groups = step?.rules.groups ? await context.repos.groups.named(id) : null;
  const live = liveGroups(groups, { step, current: progress.current, home: boardId });
  if (only && !live?.out) return;
  const boxes = await zoneBoxes(context, boardId);
  const call = (view: Box | null, to: readonly string[] | null) => {
    if (!view || to?.length === 0) return;
    const { x, y, w, h } = view;
    const called = { boardId, by: '', name, view: [x, y, w, h] as const };
    context.events.emit('board.gathered', { ...called, ...(to ? { only: to } : {}) });
  };
  const meant = (people: readonly string[]) => people.filter((person) => !only || only.has(person));
  const placed = (live?.out ? live.list : []).flatMap(({ zones, people }) => {
    const view = around(boxes, zones);
    return view ? [{ view, people: meant(people.map((one) => one.id)) }] : [];
  });
  const everywhere = around(boxes, step?.zones ?? []);
  if (placed.length === 0) return call(everywhere, only ? [...only] : null);
  for (const { view, people } of placed) call(view, people);
  const elsewhere = new Set(placed.flatMap(({ people }) => people));
  const there = only ?? (context.documents.peopleIn([documentOf(boardId)]).get(documentOf(boardId)) ?? []).map(idOf);
  call(
    everywhere,
    [...there].filter((person) => !elsewhere.has(person)),
  );
}

/** Has everyone look at what the step is about, whichever group they are in; at the whole board where it names no zones. */
export async function callTogether(context: ServiceContext, session: Session, name: string): Promise<void> {
  const { boardId, agenda, progress } = session;
  const step = progress.is === 'running' ? agenda.find((one) => one.id === progress.current.step) : undefined;
  const boxes = await zoneBoxes(context, boardId);
  const view = around(boxes, step?.zones ?? []) ?? boxAround(boxes.values());
  if (!view) return;
  const { x, y, w, h } = view;
  context.events.emit('board.gathered', { boardId, by: '', name, view: [x, y, w, h] });
}

function zoneBoxes({ documents }: ServiceContext, boardId: string): Promise<Map<string, Box>> {
  return documents.read(
    documentOf(boardId),
    (doc) => new Map(new BoardDoc(doc).zones().map((zone) => [zone.id, boxOf(zone)])),
  );
}

function around(boxes: ReadonlyMap<string, Box>, zones: readonly string[]): Box | null {
  return boxAround(zones.flatMap((zone) => boxes.get(zone) ?? []));
}

function idOf({ actorId }: { actorId: string }): string {
  return actorId;
}
