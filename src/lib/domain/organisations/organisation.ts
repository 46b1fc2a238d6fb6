/** The kinds of organisation a partnership is made of (design: organisation). Order is the order of every list. */
export const ORGANISATION_KINDS = [
  'school-trust',
  'school',
  'nhs-trust',
  'icb',
  'council',
  'voluntary',
  'family-hub',
  'young-people',
  'other',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** The six shapes that stand beside a name; never the only signal. */
export type OrganisationShape = 'square' | 'plus' | 'triangle' | 'diamond' | 'heart' | 'disc';

const SHAPES: Record<OrganisationKind, OrganisationShape> = {
  'school-trust': 'square',
  school: 'square',
  'nhs-trust': 'plus',
  icb: 'diamond',
  council: 'triangle',
  voluntary: 'heart',
  'family-hub': 'triangle',
  'young-people': 'disc',
  other: 'disc',
};

export function shapeOf(kind: OrganisationKind): OrganisationShape {
  return SHAPES[kind];
}

export function isOrganisationKind(value: string): value is OrganisationKind {
  return (ORGANISATION_KINDS as readonly string[]).includes(value);
}

export interface Organisation {
  id: string;
  name: string;
  kind: OrganisationKind;
  /** ONS codes of the places it covers, such as `E08000025`. */
  footprint: readonly string[];
}
