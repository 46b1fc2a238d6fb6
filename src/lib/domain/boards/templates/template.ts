import * as v from 'valibot';
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

/** What people do in a step of a meeting. */
export const AGENDA_KINDS = ['welcome', 'think', 'share', 'cluster', 'vote', 'discuss', 'assign', 'close'] as const;
export type AgendaKind = (typeof AGENDA_KINDS)[number];

const words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_CARD_TEXT));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(80));
const place = v.pipe(v.number(), v.minValue(-MAX_COORDINATE), v.maxValue(MAX_COORDINATE));
const extent = v.pipe(v.number(), v.minValue(24), v.maxValue(MAX_EXTENT));

const zone = v.object({
  id,
  title: v.pipe(words, v.maxLength(MAX_TITLE)),
  prompt: words,
  x: place,
  y: place,
  w: extent,
  h: extent,
  colour: v.picklist(COLOURS),
});

const agendaStep = v.object({
  title: words,
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  kind: v.picklist(AGENDA_KINDS),
  instructions: words,
});

const template = v.object({
  id,
  name: words,
  strand: v.picklist(TEMPLATE_STRANDS),
  purpose: words,
  output: words,
  suggestedMinutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** In reading order. */
  zones: v.pipe(v.array(zone), v.minLength(1)),
  agenda: v.array(agendaStep),
});

export type Template = v.InferOutput<typeof template>;
export type TemplateZone = Template['zones'][number];
export type AgendaStep = Template['agenda'][number];

/** The first 26 templates travel in one file with notes on how to read it; only the templates matter here. */
const templateFile = v.object({ schemaVersion: v.literal(1), templates: v.array(template) });

/** Reads a file of templates, dropping what this version does not use. Throws on the first thing that breaks the shape. */
export function parseTemplates(file: unknown): Template[] {
  return v.parse(templateFile, file).templates;
}

/** What the gallery shows of a template. */
export interface TemplateSummary {
  id: string;
  name: string;
  strand: TemplateStrand;
  purpose: string;
  /** What people have in their hands at the end. */
  output: string;
  /** How long a meeting with it usually takes. */
  minutes: number;
  zones: readonly Omit<TemplateZone, 'id' | 'prompt'>[];
  agenda: readonly Omit<AgendaStep, 'instructions'>[];
}

/** The gallery's view of a template: its zones can be drawn, its steps listed. */
export function summarise({ suggestedMinutes, zones, agenda, ...template }: Template): TemplateSummary {
  const { id, name, strand, purpose, output } = template;
  return {
    id,
    name,
    strand,
    purpose,
    output,
    minutes: suggestedMinutes,
    zones: zones.map(({ title, x, y, w, h, colour }) => ({ title, x, y, w, h, colour })),
    agenda: agenda.map(({ title, minutes, kind }) => ({ title, minutes, kind })),
  };
}
