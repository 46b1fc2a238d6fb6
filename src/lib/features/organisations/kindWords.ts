import type { OrganisationKind } from '$lib/domain/organisations/organisation';
import { ORGANISATION_KINDS } from '$lib/domain/organisations/organisation';
import { m } from '$lib/messages/messages.js';

const WORDS: Record<OrganisationKind, () => string> = {
  'school-trust': m.partnerships_kind_school_trust,
  school: m.partnerships_kind_school,
  'nhs-trust': m.partnerships_kind_nhs_trust,
  icb: m.partnerships_kind_icb,
  council: m.partnerships_kind_council,
  voluntary: m.partnerships_kind_voluntary,
  'family-hub': m.partnerships_kind_family_hub,
  'young-people': m.partnerships_kind_young_people,
  other: m.partnerships_kind_other,
};

/** "School trust", always in full: "trust" alone means two things here. */
export function kindWords(kind: OrganisationKind): string {
  return WORDS[kind]();
}

/** Every kind, for a list to choose from. */
export function kindOptions(): { value: OrganisationKind; label: string }[] {
  return ORGANISATION_KINDS.map((kind) => ({ value: kind, label: kindWords(kind) }));
}
