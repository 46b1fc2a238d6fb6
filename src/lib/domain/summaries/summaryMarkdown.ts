import type { Instant } from '../shared/surroundings.ts';
import type { VoterGroup } from '../sessions/votes/voterGroup.ts';
import type { PresentKind, Summary, SummaryOutcome, VotedCard } from './summary.ts';

/** What stands around what people wrote, in the language of the reader. */
export interface SummaryLabels {
  decisions: string;
  actions: string;
  parked: string;
  votes: string;
  cards: string;
  steps: string;
  present: string;
  named: string;
  what: string;
  who: string;
  organisation: string;
  byWhen: string;
  card: string;
  total: string;
  rank: string;
  outside: string;
  untitled: string;
  leftOut: string;
  people: (count: number) => string;
  voters: (count: number) => string;
  minutes: (count: number) => string;
  kind: (kind: PresentKind) => string;
  /** Those whose totals are told apart; absent where the reader is given the totals alone. */
  group?: (group: readonly VoterGroup[]) => string;
  /** A day such as `2026-12-04`. */
  day: (day: string) => string;
  /** A moment, with its time. */
  at: (moment: Instant) => string;
}

/** The summary as Markdown: everything that its page shows, but pictures. */
export function summaryMarkdown(summary: Summary, labels: SummaryLabels): string {
  const { title, boardTitle, partnership, place, startedAt, note, people, kinds, names } = summary;
  const counts = kinds.map(({ kinds: of, count }) => `${of.map(labels.kind).join(' + ')}: ${count}`).join(', ');
  const parts = [
    `# ${plain(title)}`,
    [partnership, boardTitle, labels.at(startedAt), place].filter(Boolean).map(plain).join(' · '),
    plainLines(note),
    listOf(
      labels.decisions,
      summary.decisions.map(({ words }) => plain(words)),
    ),
    actionTable(summary.actions, labels),
    listOf(
      labels.parked,
      summary.parked.map(({ words, reason }) => `${plain(words)}: ${plain(reason)}`),
    ),
    ...summary.votes.map((vote) => {
      const rows = vote.cards.map((card) => [plain(card.text), totalWords(card, labels), String(card.rank)]);
      const head = `## ${labels.votes}: ${plain(vote.title)}\n\n${labels.voters(vote.voters)}`;
      return `${head}\n\n${table([labels.card, labels.total, labels.rank], rows)}`;
    }),
    summary.zones.length > 0 ? `## ${labels.cards}` : '',
    ...summary.zones.map(({ id, title: zone, cards }) => {
      const name = id === null ? labels.outside : plain(zone) || labels.untitled;
      return `### ${name}\n\n${cards.map(({ text }) => `- ${plain(text)}`).join('\n')}`;
    }),
    people > 0 ? `## ${labels.present}\n\n${labels.people(people)}. ${counts}`.trim() : '',
    names.length > 0 ? `${labels.named}: ${names.map(plain).join(', ')}` : '',
    listOf(
      labels.steps,
      summary.steps.map(
        (step) => `${plain(step.title)}: ${step.skipped ? labels.leftOut : labels.minutes(step.minutes)}`,
      ),
    ),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** A total, and beside it those that it was told apart into. */
export function totalWords({ total, splits }: VotedCard, { group }: SummaryLabels): string {
  const apart = group ? splits.map((split) => `${group(split.group)} ${split.total}`) : [];
  return apart.length > 0 ? `${total} (${apart.join(', ')})` : String(total);
}

function actionTable(actions: readonly SummaryOutcome[], labels: SummaryLabels): string {
  if (actions.length === 0) return '';
  const rows = actions.map(({ words, owner, due }) => {
    return [plain(words), plain(owner.name), plain(owner.organisation), due === null ? '' : labels.day(due)];
  });
  return `## ${labels.actions}\n\n${table([labels.what, labels.who, labels.organisation, labels.byWhen], rows)}`;
}

function listOf(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `## ${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** People's words as one line, in which nothing is Markdown or HTML. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]()#+!|<>~-]/g, '\\$&');
}

function plainLines(text: string): string {
  return text.split(/\n+/).map(plain).filter(Boolean).join('\n\n');
}
