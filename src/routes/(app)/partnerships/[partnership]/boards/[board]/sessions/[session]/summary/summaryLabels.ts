import type { PresentKind } from '$lib/domain/summaries/summary';
import { daysIn, isDays } from '$lib/domain/summaries/stepLength';
import type { SummaryLabels } from '$lib/domain/summaries/summaryMarkdown';
import { kindWords } from '$lib/features/organisations/kindWords';
import { groupWords } from '$lib/features/sessions/votes/voteWords';
import { m } from '$lib/messages/messages.js';
import { fullDate, fullDay } from '$lib/ui/dates';

/** What stands around what people wrote, for members. */
export function summaryLabels(): SummaryLabels {
  return {
    decisions: m.summary_decisions(),
    actions: m.summary_actions(),
    parked: m.summary_parked(),
    votes: m.summary_votes(),
    cards: m.summary_cards(),
    steps: m.summary_steps(),
    present: m.summary_present(),
    named: m.summary_named(),
    what: m.summary_what(),
    who: m.summary_who(),
    organisation: m.summary_organisation(),
    byWhen: m.summary_by_when(),
    card: m.summary_card(),
    total: m.summary_total(),
    rank: m.summary_rank(),
    outside: m.summary_outside(),
    untitled: m.outline_zone_untitled(),
    leftOut: m.sessions_skipped(),
    people: (count) => m.summary_people({ count }),
    voters: (count) => m.summary_voters({ count }),
    minutes: (count) => (isDays(count) ? m.overdays_days({ count: daysIn(count) }) : m.sessions_minutes({ count })),
    kind: presentWords,
    group: groupWords,
    day: fullDay,
    at: fullDate,
  };
}

function presentWords(kind: PresentKind): string {
  return kind === 'family' ? m.sessions_from_family() : kindWords(kind);
}
