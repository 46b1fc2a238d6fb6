import { readAxes } from '$lib/domain/boards/geometry/axes';
import { m } from '$lib/messages/messages.js';
import { zoneName } from '../announce/zoneName';
import type { CanvasState } from '../canvas.svelte';
import type { BoardCommand } from '../commands/command';
import { hasLoose, isOnly, mayWrite } from '../commands/command';
import type { BoardEditor } from '../editor.svelte';
import { groupsAmong, hasVotes, sortByVotes, ungroup } from './grouping';
import { mayScribe } from './scribing';
import { inOneGroup, type Sense } from './sense.svelte';

/** The commands of making sense, which come once the board stands. */
export function senseCommands(sense: Sense): readonly BoardCommand[] {
  return [...groupCommands(sense), ...zoneCommands(sense)];
}

function groupCommands(sense: Sense): readonly BoardCommand[] {
  const askGroup = ({ chosen }: CanvasState) => sense.ask({ is: 'group', ids: [...chosen] });
  return [
    {
      ...{ id: 'group', group: 'arrange', words: m.sensemaking_group, keys: ['mod+g'], ofChosen: true },
      can: hasLoose(),
      run: askGroup,
    },
    {
      ...{ id: 'split', group: 'arrange', words: m.sensemaking_split },
      can: (canvas) => hasLoose()(canvas) && areOfOneGroup(canvas),
      run: askGroup,
    },
    {
      ...{ id: 'merge', group: 'arrange', words: m.sensemaking_merge, ofChosen: true },
      can: (canvas) => mayWrite(canvas) && mayMerge(canvas.editor, canvas.chosen),
      run: ({ chosen }) => sense.ask({ is: 'merge', ids: [...chosen] }),
    },
    {
      ...{ id: 'ungroup', group: 'arrange', words: m.sensemaking_ungroup, keys: ['mod+shift+g'], ofChosen: true },
      can: (canvas) => mayWrite(canvas) && groupsAmong(canvas.editor, canvas.chosen).length > 0,
      run: (canvas) => {
        const goal = takeApart(canvas.editor, canvas.chosen);
        if (goal) canvas.focusInPlace(goal);
        else canvas.focusElement(null);
      },
    },
  ];
}

function zoneCommands(sense: Sense): readonly BoardCommand[] {
  return [
    {
      ...{ id: 'sort-by-votes', group: 'arrange', words: m.sensemaking_sort, ofChosen: true },
      can: (canvas) => isOnly('zone')(canvas) && hasVotes(canvas.editor, canvas.chosen[0] ?? ''),
      run: ({ editor, chosen: [zone = ''] }) => sortZone(editor, zone),
    },
    {
      ...{ id: 'place-on-axes', group: 'arrange', words: m.sensemaking_place, ofChosen: true },
      can: (canvas) => hasLoose()(canvas) && hasAxes(canvas.editor),
      run: ({ chosen }) => sense.ask({ is: 'place', ids: [...chosen] }),
    },
    {
      ...{ id: 'axes', group: 'edit', words: m.sensemaking_axes, ofChosen: true },
      can: isOnly('zone'),
      run: ({ chosen: [zone = ''] }) => sense.ask({ is: 'axes', zone }),
    },
    {
      ...{ id: 'scribe', group: 'add', words: m.sensemaking_scribe, anywhere: true },
      can: ({ editor }) => mayScribe(editor),
      run: () => sense.ask({ is: 'scribe' }),
    },
  ];
}

/** Groups go, and it is said. Returns what has the focus then: the first of their cards. */
export function takeApart(editor: BoardEditor, ids: readonly string[]): string | null {
  const groups = groupsAmong(editor, ids);
  const [first] = groups.flatMap(({ id }) => [...editor.model.idsIn(id)]);
  const names = groups.map(({ id }) => zoneName(editor, id)).join(', ');
  const count = ungroup(editor, ids);
  if (count !== null) {
    const words = m.sensemaking_said_ungrouped({ name: names, count });
    editor.toast = { words, undo: true };
    editor.said = words;
  }
  return first ?? null;
}

/** By what came out of the votes, and it is said. */
export function sortZone(editor: BoardEditor, id: string): void {
  const zone = editor.model.item(id);
  if (zone?.kind !== 'zone') return;
  sortByVotes(editor, zone);
  editor.said = m.sensemaking_said_sorted({ zone: zoneName(editor, id) });
}

/** Whether one of these is a group, and there is another to merge it with. */
export function mayMerge(editor: BoardEditor, ids: readonly string[]): boolean {
  return groupsAmong(editor, ids).length > 0 && groupsAmong(editor, editor.model.zoneIds).length > 1;
}

/** Whether anything on the board has axes. */
export function hasAxes({ model }: BoardEditor): boolean {
  return model.zones.some(({ look }) => readAxes(look.axes) !== null);
}

function areOfOneGroup({ editor, chosen }: CanvasState): boolean {
  const cards = chosen.flatMap((id) => editor.model.item(id) ?? []).filter((item) => item.kind === 'card');
  return cards.length > 0 && inOneGroup(editor, cards);
}
