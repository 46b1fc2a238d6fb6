import { contains } from '$lib/domain/boards/geometry/box';
import { readAxes } from '$lib/domain/boards/geometry/axes';
import type { Band } from '$lib/domain/boards/geometry/axis';
import { isGroup } from '$lib/domain/boards/groups';
import { valuesOf } from '$lib/domain/boards/operations/planOnAxes';
import { readSaid } from '$lib/domain/boards/said';
import type { CardItem, Item, ZoneItem } from '$lib/domain/boards/schema';
import { m } from '$lib/messages/messages.js';
import { zoneName } from '../announce/zoneName';
import type { BoardEditor } from '../editor.svelte';
import type { Author } from '../people';
import type { InHand, SenseMaking } from '../senseMaking';
import { joinGroup, makeGroup } from './grouping';

/** What is asked about: a name, which group, what axes mean, where on them, or what somebody said. */
export type Asked =
  | { is: 'group' | 'place'; ids: readonly string[] }
  | { is: 'merge'; ids: readonly string[] }
  | { is: 'axes'; zone: string }
  | { is: 'scribe' };

/** The view that is open: canvas or outline. */
export interface SenseView {
  /** Puts the focus on a thing; null: on where it was. */
  show(id: string | null): void;
  /** Begins writing the name of a group. */
  name(group: string): void;
}

/** Making sense of what was written: groups, axes, and words that were written down for somebody. */
export class Sense implements SenseMaking {
  target = $state<string | null>(null);
  asked = $state.raw<Asked | null>(null);
  readonly editor: BoardEditor;
  readonly #view: SenseView;
  #held: readonly string[] = [];

  constructor(editor: BoardEditor, view: SenseView) {
    this.editor = editor;
    this.#view = view;
  }

  /** Whether the step that is on is for putting cards together. Only there does a drop on a card mean more than its place. */
  get clusters(): boolean {
    const { session } = this.editor.live.notices;
    const step = session?.steps.find(({ id }) => id === session.current.step);
    return step?.kind === 'cluster' && !this.editor.readOnly;
  }

  ask(asked: Asked): void {
    this.asked = asked;
  }

  /** Closes what is open, and goes to what came of it, or back. */
  close(to: string | null = null): void {
    this.asked = null;
    this.#view.show(to);
  }

  over({ ids, at, among, boxOf, free }: InHand): void {
    const { model } = this.editor;
    this.#held = ids;
    const cards = ids.flatMap((id) => model.item(id) ?? []).filter((item) => item.kind === 'card');
    const below = (id: string): boolean => {
      const item = model.item(id);
      return (
        item?.kind === 'card' &&
        !ids.includes(id) &&
        contains(boxOf(item), at) &&
        !inOneGroup(this.editor, [...cards, item])
      );
    };
    const joins = !free && cards.length === ids.length && this.clusters;
    this.target = joins ? (among.findLast(below) ?? null) : null;
  }

  letGo(): void {
    this.target = null;
  }

  drop(): boolean {
    const { editor, target } = this;
    const item = target === null ? null : editor.model.item(target);
    this.target = null;
    if (item?.kind !== 'card' || !this.clusters) return false;
    const zone = editor.model.zoneOf(item);
    const home = zone === null ? null : editor.model.item(zone);
    if (home?.kind === 'zone' && isGroup(home)) {
      if (!joinGroup(editor, this.#held, home.id)) return false;
      editor.said = m.sensemaking_said_joined({ count: this.#held.length, name: zoneName(editor, home.id) });
      return true;
    }
    return this.#together([item.id, ...this.#held]);
  }

  zoneWords(zone: ZoneItem): string[] {
    const home = zone.look.within ? this.editor.model.item(zone.look.within) : null;
    const made = home
      ? m.sensemaking_group_in({ zone: zoneName(this.editor, home.id) })
      : m.sensemaking_group_of_cards();
    const axes = readAxes(zone.look.axes);
    return [
      ...(isGroup(zone) ? [made] : []),
      ...(axes ? [m.sensemaking_axes_said({ y: axes.y.label, x: axes.x.label })] : []),
    ];
  }

  axesWords(item: Item): string[] {
    const { model } = this.editor;
    const found = valuesOf(item, (one) => {
      const zone = model.zoneOf(one);
      return zone === null ? null : model.item(zone);
    });
    if (!found) return [];
    const { axes, on } = found;
    return [
      m.sensemaking_value({ label: axes.y.label, band: bandWord(on.y) }),
      m.sensemaking_value({ label: axes.x.label, band: bandWord(on.x) }),
    ];
  }

  saidBy(scribe: Author | null, said: unknown): Author | null {
    const who = readSaid(said);
    if (!scribe || !who) return scribe;
    const by = scribe.name;
    const name = 'room' in who ? m.sensemaking_said_by_room({ by }) : m.sensemaking_said_by({ name: who.name, by });
    return { ...scribe, name, said: true };
  }

  /** A drop on a card that is in no group: a new one, whose name is written at once. */
  #together(ids: readonly string[]): boolean {
    const group = makeGroup(this.editor, ids, { name: '' });
    if (group === null) return false;
    this.editor.said = m.sensemaking_said_together({ count: ids.length });
    this.#view.name(group);
    return true;
  }
}

const bandWords: Record<Band, () => string> = {
  veryLow: m.sensemaking_band_very_low,
  low: m.sensemaking_band_low,
  middle: m.sensemaking_band_middle,
  high: m.sensemaking_band_high,
  veryHigh: m.sensemaking_band_very_high,
};

export function bandWord(band: Band): string {
  return bandWords[band]();
}

/** Whether all of these are cards of one and the same group. */
export function inOneGroup({ model }: BoardEditor, cards: readonly CardItem[]): boolean {
  const zones = new Set(cards.map((card) => model.zoneOf(card)));
  const [only = null] = zones;
  const zone = zones.size === 1 && only !== null ? model.item(only) : null;
  return zone?.kind === 'zone' && isGroup(zone);
}
