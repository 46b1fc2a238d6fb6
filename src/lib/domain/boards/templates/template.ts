import * as v from 'valibot';
import { STEP_KINDS } from '../../sessions/step.ts';
import { PLAN_STATUSES } from '../../shared/planStatus.ts';
import type { Instant } from '../../shared/surroundings.ts';
import type { BoardPicture } from '../boardPicture.ts';
import type { AxisPart } from '../geometry/axis.ts';
import { AXIS_PARTS, MAX_AXIS_WORDS } from '../geometry/axis.ts';
import { boxAround } from '../geometry/box.ts';
import { COLOURS, MAX_CARD_TEXT, MAX_COORDINATE, MAX_EXTENT, MAX_TITLE } from '../schema.ts';

/** What a template is for: one of the framework's four strands, or useful in all of them. */
export const TEMPLATE_STRANDS = [
  'gateways',
  'prevention',
  'neighbourhood-health',
  'workforce',
  'cross-cutting',
] as const;
export type TemplateStrand = (typeof TEMPLATE_STRANDS)[number];

const words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_CARD_TEXT));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(80));
const place = v.pipe(v.number(), v.minValue(-MAX_COORDINATE), v.maxValue(MAX_COORDINATE));
const extent = v.pipe(v.number(), v.minValue(24), v.maxValue(MAX_EXTENT));

const axisWords = v.pipe(words, v.maxLength(MAX_AXIS_WORDS));
const axis = { label: axisWords, low: axisWords, high: axisWords };
const part = v.optional(v.picklist(AXIS_PARTS), 'whole');

const zone = v.object({
  id,
  title: v.pipe(words, v.maxLength(MAX_TITLE)),
  prompt: words,
  x: place,
  y: place,
  w: extent,
  h: extent,
  colour: v.picklist(COLOURS),
  /** What everyone has to be able to rely on: nobody moves it or changes its words by accident. */
  locked: v.optional(v.literal(true)),
  /** The cards in it are about actions that stand like this. */
  status: v.optional(v.picklist(PLAN_STATUSES)),
  /** What its two directions mean. */
  axes: v.optional(v.object({ x: v.object({ ...axis, part }), y: v.object({ ...axis, part }) })),
});

const method = v.picklist(['dots', 'consent']);
const dots = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20));
/** Totals told apart: those of families beside those of staff, or each kind of organisation's. */
const split = v.picklist(['families', 'kinds']);

const agendaStep = v.object({
  title: words,
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  kind: v.picklist(STEP_KINDS),
  instructions: words,
  /** A facilitator reads private cards, without their authors, before they are shown: where young people write. */
  checked: v.optional(v.boolean()),
  /** How it is voted, where that is not the usual way. */
  vote: v.optional(v.object({ method: v.optional(method), dots: v.optional(dots), split: v.optional(split) })),
  /** Half of a day, where a meeting has two. */
  part: v.optional(v.picklist(['morning', 'afternoon'])),
});

const participants = v.object({
  min: v.pipe(v.number(), v.integer(), v.minValue(1)),
  max: v.pipe(v.number(), v.integer(), v.minValue(1)),
  roles: v.array(words),
});

const template = v.object({
  id,
  name: words,
  strand: v.picklist(TEMPLATE_STRANDS),
  purpose: words,
  output: words,
  /** What a facilitator has to know and arrange before people come. */
  warning: v.optional(words),
  suggestedMinutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  participants,
  /** In reading order. */
  zones: v.pipe(v.array(zone), v.minLength(1)),
  agenda: v.array(agendaStep),
  /** Two directions that several zones stand for together. */
  axes: v.optional(v.object({ x: v.object(axis), y: v.object(axis), spans: v.pipe(v.array(id), v.minLength(1)) })),
});

export type Template = v.InferOutput<typeof template>;
export type TemplateZone = Template['zones'][number];
export type AgendaStep = Template['agenda'][number];

/** The templates that come with the product travel in one file with notes on how to read it; only the templates matter here. */
const templateFile = v.object({ schemaVersion: v.literal(1), templates: v.array(template) });

/** Reads a file of templates, dropping what this version does not use. Throws on the first thing that breaks the shape. */
export function parseTemplates(file: unknown): Template[] {
  return v.parse(templateFile, file).templates.map(withAxes);
}

/** Tells each zone its part of the axes that the template has for several. */
function withAxes(read: Template): Template {
  const { axes } = read;
  if (!axes) return read;
  const spanned = read.zones.filter((one) => axes.spans.includes(one.id));
  const around = boxAround(spanned);
  const zones = read.zones.map((one) => {
    if (!around || !spanned.includes(one)) return one;
    const { x, y } = axes;
    const [across, down] = [partOf(one.x, one.w, [around.x, around.w]), partOf(one.y, one.h, [around.y, around.h])];
    // Up is high, and y grows downwards.
    const up: AxisPart = down === 'whole' ? down : down === 'low' ? 'high' : 'low';
    return { ...one, axes: { x: { ...x, part: across }, y: { ...y, part: up } } };
  });
  return { ...read, zones };
}

/** All of a stretch, or the half of it in which something lies. */
function partOf(start: number, length: number, [from, whole]: readonly [number, number]): AxisPart {
  if (length > whole * 0.75) return 'whole';
  return start + length / 2 < from + whole / 2 ? 'low' : 'high';
}

/** What the gallery sorts templates by: their strand, or that they are the partnership's own. */
export type TemplateKind = TemplateStrand | 'own';

/** Who made a template of the partnership's own, and what may be done with it. */
export interface OwnTemplateFacts {
  by: string;
  organisation: string;
  madeAt: Instant;
  archived: boolean;
  mayManage: boolean;
}

/** A step as the gallery lists it. */
export type AgendaLine = Pick<AgendaStep, 'title' | 'minutes' | 'kind' | 'part'>;

/** What the gallery shows of a template. */
export interface TemplateSummary {
  id: string;
  name: string;
  kind: TemplateKind;
  purpose: string;
  /** What people have in their hands at the end; empty where nobody said. */
  output: string;
  /** What a facilitator has to know and arrange before people come; null where nothing is. */
  warning: string | null;
  /** How long a meeting with it usually takes; 0 without an agenda. */
  minutes: number;
  zones: number;
  picture: BoardPicture;
  agenda: readonly AgendaLine[];
  /** How many people it suits, and who; null where nobody said. */
  participants: Template['participants'] | null;
  own: OwnTemplateFacts | null;
}

/** All there is to read about a template before a board is made from it. */
export interface TemplatePage extends Omit<TemplateSummary, 'zones' | 'agenda'> {
  zones: readonly Pick<TemplateZone, 'title' | 'prompt' | 'colour'>[];
  agenda: readonly AgendaStep[];
}

/** The gallery's view of a template: it can be drawn, its steps listed. */
export function summarise(template: Template): TemplateSummary {
  const page = describeTemplate(template);
  const agenda = page.agenda.map(agendaLine);
  return { ...page, zones: page.zones.length, agenda };
}

/** A step without its long words and its rules. */
export function agendaLine({ title, minutes, kind, part }: AgendaStep): AgendaLine {
  return { title, minutes, kind, ...(part ? { part } : {}) };
}

/** Everything about a template that comes with the product. */
export function describeTemplate({ suggestedMinutes, zones, strand, ...template }: Template): TemplatePage {
  const { id, name, purpose, output, warning = null, agenda, participants: people } = template;
  return {
    ...{ id, name, kind: strand, purpose, output, warning, minutes: suggestedMinutes, agenda },
    ...{ participants: people, own: null },
    picture: templatePicture({ zones }),
    zones: zones.map(({ title, prompt, colour }) => ({ title, prompt, colour })),
  };
}

/** A new board from this template, as its thumbnail shows it. */
export function templatePicture({ zones }: Pick<Template, 'zones'>): BoardPicture {
  return { zones: zones.map(({ x, y, w, h, colour }) => ({ x, y, w, h, colour })), cards: [] };
}
