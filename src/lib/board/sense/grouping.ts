import type { Finding } from '$lib/domain/sensitive/finding';
import type { OnAxes } from '$lib/domain/boards/geometry/axes';
import type { Axes } from '$lib/domain/boards/geometry/axis';
import { isGroup } from '$lib/domain/boards/groups';
import type { ChangedGroup } from '$lib/domain/boards/operations/planGroups';
import { planGroup, planJoin, planMerge, planUngroup } from '$lib/domain/boards/operations/planGroups';
import type { Grid } from '$lib/domain/boards/operations/planOnAxes';
import { planOnAxes } from '$lib/domain/boards/operations/planOnAxes';
import { planSorted } from '$lib/domain/boards/operations/planSorted';
import { smallestChange } from '$lib/domain/boards/textChange';
import type { ZoneItem } from '$lib/domain/boards/schema';
import type { BoardEditor } from '../editor.svelte';

/** Makes a named group of cards, as one change. What somebody vouched for in its name is kept with it. Returns its id. */
export function makeGroup(
  editor: BoardEditor,
  ids: readonly string[],
  { name, vouched = [] }: { name: string; vouched?: readonly Finding[] },
): string | null {
  const { board, model, origin, surroundings, me } = editor;
  const plan = editor.readOnly ? null : planGroup(model.view, ids, { ...surroundings, by: me.id, name });
  if (!plan) return null;
  oneStep(editor, () => {
    board.addZone(plan.zone, origin);
    board.place(plan.placements, origin);
    for (const finding of vouched) editor.held.vouch(plan.zone.id, finding);
  });
  editor.selection.set([plan.zone.id]);
  return plan.zone.id;
}

/** Cards join a group. False where there is no such group, or they are in it. */
export function joinGroup(editor: BoardEditor, ids: readonly string[], group: string): boolean {
  const plan = editor.readOnly ? null : planJoin(editor.model.view, ids, group);
  if (plan) oneStep(editor, () => change(editor, plan));
  return plan !== null;
}

/** Several groups become one, by that name. Returns the id of the one that stays. */
export function mergeGroups(editor: BoardEditor, ids: readonly string[], name: string): string | null {
  const plan = editor.readOnly ? null : planMerge(editor.model.view, ids);
  if (!plan) return null;
  oneStep(editor, () => {
    change(editor, plan);
    const address = { item: plan.group, field: 'text' } as const;
    const renaming = smallestChange(editor.board.textAt(address), name, name.length);
    if (renaming) editor.board.editText(address, renaming, editor.origin);
    editor.board.remove([...plan.gone, ...linesAt(editor, plan.gone)], editor.origin);
  });
  editor.selection.set([plan.group]);
  return plan.group;
}

/** Groups go, their cards stay. Returns how many cards those were; null when nothing was a group. */
export function ungroup(editor: BoardEditor, ids: readonly string[]): number | null {
  const { board, model, origin } = editor;
  const plan = editor.readOnly ? null : planUngroup(model.view, ids);
  if (!plan) return null;
  oneStep(editor, () => {
    board.place(plan.placements, origin);
    board.remove([...plan.gone, ...linesAt(editor, plan.gone)], origin);
  });
  editor.selection.set(plan.placements.map(({ id }) => id));
  return plan.placements.length;
}

/** The cards of a zone by what came out of the votes. */
export function sortByVotes(editor: BoardEditor, zone: ZoneItem): void {
  const moves = planSorted(zone, editor.model.view.itemsIn(zone.id), editor.live.notices.tallies);
  if (editor.readOnly || moves.length === 0) return;
  editor.step(() => editor.board.move(moves, editor.origin));
}

/** Whether something in a zone has votes to sort by. */
export function hasVotes({ model, live }: BoardEditor, zone: string): boolean {
  return model.idsIn(zone).some((id) => live.notices.tallies[id] !== undefined);
}

/** Says what the directions of a zone mean; null takes that away. */
export function setAxes(editor: BoardEditor, zone: string, axes: Axes | null): void {
  if (!editor.readOnly) editor.step(() => editor.board.restyle([zone], { axes: axes ?? undefined }, editor.origin));
}

/** Puts cards where the axes say this of them. Returns how many. */
export function putOnAxes(editor: BoardEditor, ids: readonly string[], asked: { grid: Grid; on: OnAxes }): number {
  const placements = editor.readOnly ? [] : planOnAxes(editor.model.view, ids, asked);
  if (placements.length > 0) editor.step(() => editor.board.place(placements, editor.origin));
  return placements.length;
}

/** What of these is a group, in the order of the outline. */
export function groupsAmong({ model }: BoardEditor, ids: readonly string[]): ZoneItem[] {
  return model.zones.filter((zone) => ids.includes(zone.id) && isGroup(zone));
}

function change({ board, origin }: BoardEditor, { group, at, size, placements }: ChangedGroup): void {
  board.resize(group, { at, size }, origin);
  board.place(placements, origin);
}

/** One change for everyone, and one step of undo. */
function oneStep(editor: BoardEditor, operations: () => void): void {
  editor.step(() => editor.board.asOne(operations, editor.origin));
}

function linesAt({ model }: BoardEditor, ids: readonly string[]): string[] {
  return [...new Set(ids.flatMap((id) => model.connectorsAt(id)))];
}
