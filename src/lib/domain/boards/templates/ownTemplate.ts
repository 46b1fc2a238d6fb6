import type { BoardDoc } from '../boardDoc.ts';
import { oneLine } from '../../shared/oneLine.ts';
import type { FieldFault } from '../../shared/errors.ts';
import { isPlanStatus } from '../../shared/planStatus.ts';
import type { BoardPicture } from '../boardPicture.ts';
import { pictureOf } from '../boardPicture.ts';
import { readAxes } from '../geometry/axes.ts';
import { byOrder } from '../order.ts';
import type { Originals } from '../operations/planCopies.ts';
import type { Connector, ConnectorEnd, Item, Placed } from '../schema.ts';
import { MAX_TITLE } from '../schema.ts';
import { screenWords } from '../screenWords.ts';
import type { AgendaStep, TemplateZone } from './template.ts';

/** Longest purpose, in letters: two or three sentences. */
export const MAX_PURPOSE = 400;
/** Longest step of an agenda, in minutes: a whole day. */
export const MAX_STEP_MINUTES = 480;

/** What a partnership's own template puts on a board. Ids are those of the board it was made from. */
export interface TemplateContent {
  zones: readonly TemplateZone[];
  things: Originals;
}

/** What a board has for a template. */
export interface ContentCounts {
  zones: number;
  /** Texts and shapes. */
  drawn: number;
  cards: number;
  /** Pictures and ink: never kept. */
  left: number;
}

/** What the form to save a board as a template begins with. */
export interface TemplateDraft {
  title: string;
  counts: ContentCounts;
  agenda: readonly Pick<AgendaStep, 'title' | 'minutes'>[];
}

/** What somebody asks to keep as a template. */
export interface TemplateRequest {
  board: string;
  name: string;
  purpose: string;
  /** Whether the words of cards are kept. */
  cards: boolean;
  /** Minutes of each step of the agenda the board came with, null for a step left out; null for no agenda at all. */
  minutes: readonly (number | null)[] | null;
}

/**
 * What of a board a template keeps: zones, texts, shapes and the lines between what is kept, and cards only when asked
 * for. Nobody's name goes along. Pictures and ink stay behind: a file belongs to its board, and a hand can be known.
 */
export function contentOf(board: BoardDoc, { cards }: { cards: boolean }): TemplateContent {
  const all = [...board.items()];
  const kinds = new Set<Item['kind']>(cards ? ['card', 'text', 'shape'] : ['text', 'shape']);
  const items = all.filter((item): item is Placed => item.kind !== 'zone' && kinds.has(item.kind)).map(unsigned);
  const zones = board.zones().map(({ id, text, prompt, at: [x, y], size: [w, h], look }) => {
    const { colour = 'slate', locked, status } = look;
    const axes = readAxes(look.axes);
    return {
      id,
      title: text,
      prompt,
      x,
      y,
      w,
      h,
      colour,
      ...(locked && { locked }),
      ...(isPlanStatus(status) && { status }),
      ...(axes && { axes }),
    };
  });
  const kept = new Set([...zones, ...items].map(({ id }) => id));
  const stays = (end: ConnectorEnd): boolean => 'at' in end || kept.has(end.item);
  const lines = [...board.connectors()].filter(({ from, to }) => stays(from) && stays(to)).map(unsigned);
  return { zones, things: { items: inStack(items), connectors: inStack(lines) } };
}

/** How much of each a template of this board would keep, for asking. */
export function countContent(board: BoardDoc): ContentCounts {
  const kinds = [...board.items()].map(({ kind }) => kind);
  const count = (...wanted: readonly Item['kind'][]) => kinds.filter((kind) => wanted.includes(kind)).length;
  return { zones: count('zone'), drawn: count('text', 'shape'), cards: count('card'), left: count('image', 'ink') };
}

/** Whether any word of it, or of these, is certain to name one person. */
export function holdsIdentifier({ zones, things }: TemplateContent, words: readonly string[]): boolean {
  const isCertain = (text: string, cleared: readonly string[] = []) => screenWords(text, cleared) !== null;
  return (
    words.some((text) => isCertain(text)) ||
    zones.some(({ title, prompt }) => isCertain(title) || isCertain(prompt)) ||
    zones.some(({ axes }) => axisWordsOf(axes).some((text) => isCertain(text))) ||
    things.connectors.some(({ text, look }) => isCertain(text, look.cleared)) ||
    things.items.some((item) => wordsOf(item).some((text) => isCertain(text, item.look.cleared)))
  );
}

/** The same without some of its things, and without the lines that ended on them: what was taken off its board. */
export function withoutThings(content: TemplateContent, ids: ReadonlySet<string>): TemplateContent {
  const stays = ({ id }: { id: string }) => !ids.has(id);
  const ends = (end: ConnectorEnd): boolean => 'at' in end || !ids.has(end.item);
  const { items, connectors } = content.things;
  const lines = connectors.filter((line) => stays(line) && ends(line.from) && ends(line.to));
  return { zones: content.zones.filter(stays), things: { items: items.filter(stays), connectors: lines } };
}

/** A new board from it, as a thumbnail shows it. */
export function contentPicture({ zones, things }: TemplateContent): BoardPicture {
  const grounds = zones.map(({ id, title, prompt, x, y, w, h, colour }, index): Item => {
    const made = { by: null, made: '', z: '', order: String(index), look: { colour } };
    return { ...made, id, kind: 'zone', text: title, prompt, at: [x, y], size: [w, h] };
  });
  return pictureOf({ items: () => [...grounds, ...things.items], connectors: () => things.connectors });
}

/** The steps of an agenda with the minutes somebody chose; those without any are left out. */
export function retimed(agenda: readonly AgendaStep[], minutes: readonly (number | null)[]): AgendaStep[] {
  return agenda.flatMap((step, index) => {
    const chosen = minutes[index] ?? null;
    return chosen === null ? [] : [{ ...step, minutes: chosen }];
  });
}

/** What is wrong with the name, the purpose or the minutes of a template; null for each that is right. */
export function templateFaults({ name, purpose, minutes }: Pick<TemplateRequest, 'name' | 'purpose' | 'minutes'>): {
  name: FieldFault | null;
  purpose: FieldFault | null;
  minutes: FieldFault | null;
} {
  const fits = (count: number | null) =>
    count === null || (Number.isInteger(count) && count >= 1 && count <= MAX_STEP_MINUTES);
  return {
    name: nameFault(name),
    purpose: oneLine(purpose).length > MAX_PURPOSE ? 'tooLong' : null,
    minutes: minutes?.every(fits) === false ? 'minutes' : null,
  };
}

/** What is wrong with the name of a template, or null. */
export function nameFault(name: string): FieldFault | null {
  const line = oneLine(name);
  if (line === '') return 'missing';
  return line.length > MAX_TITLE ? 'tooLong' : null;
}

function axisWordsOf(axes: TemplateZone['axes']): string[] {
  return axes ? [axes.x, axes.y].flatMap(({ label, low, high }) => [label, low, high]) : [];
}

function wordsOf(item: Placed): string[] {
  const alt = 'alt' in item ? [item.alt] : [];
  const tags = item.kind === 'card' ? item.tags : [];
  return [item.text, ...alt, ...tags];
}

function unsigned<T extends Placed | Connector>(thing: T): T {
  return { ...thing, by: null, made: '' };
}

function inStack<T extends { z: string; id: string }>(things: readonly T[]): T[] {
  return [...things].sort((a, b) => byOrder({ id: a.id, key: a.z }, { id: b.id, key: b.z }));
}
