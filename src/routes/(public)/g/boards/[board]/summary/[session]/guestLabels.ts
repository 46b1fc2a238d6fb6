import type { PresentKind } from '$lib/domain/summaries/summary';
import { daysIn, isDays } from '$lib/domain/summaries/stepLength';
import type { SummaryLabels } from '$lib/domain/summaries/summaryMarkdown';
import type { Words } from '$lib/features/guests/words';
import { longDayIn, timeIn } from '$lib/ui/dates';

/** What stands around what people wrote, in the language of a guest; `tag` is that of its dates. */
export function guestLabels(w: Words, tag: string): SummaryLabels {
  return {
    decisions: w.summary_decisions(),
    actions: w.summary_actions(),
    parked: w.summary_parked(),
    votes: w.summary_votes(),
    cards: w.summary_cards(),
    steps: w.summary_steps(),
    present: w.summary_present(),
    named: w.summary_named(),
    what: w.summary_what(),
    who: w.summary_who(),
    organisation: w.summary_organisation(),
    byWhen: w.summary_by_when(),
    card: w.summary_card(),
    total: w.summary_total(),
    rank: w.summary_rank(),
    outside: w.summary_outside(),
    untitled: w.summary_untitled(),
    leftOut: w.summary_left_out(),
    people: (count) => w.summary_people({ count }),
    voters: (count) => w.summary_voters({ count }),
    minutes: (count) => (isDays(count) ? w.summary_days({ count: daysIn(count) }) : w.summary_minutes({ count })),
    kind: (kind) => KINDS[kind](w),
    day: (day) => longDayIn(tag, day),
    at: (moment) => `${longDayIn(tag, moment)}, ${timeIn(tag, moment)}`,
  };
}

const KINDS: Record<PresentKind, (w: Words) => string> = {
  family: (w) => w.join_as_family(),
  'school-trust': (w) => w.join_as_school(),
  school: (w) => w.join_as_school(),
  'nhs-trust': (w) => w.join_as_nhs(),
  icb: (w) => w.join_as_nhs(),
  council: (w) => w.join_as_council(),
  voluntary: (w) => w.join_as_voluntary(),
  'family-hub': (w) => w.join_as_council(),
  'young-people': (w) => w.join_as_young_person(),
  other: (w) => w.join_as_other(),
};
