import { describeMachine } from './machine.ts';
import type { Bar } from './bars.ts';
import { listOf } from './bars.ts';
import type { Result } from './results.ts';
import { tableOf } from './tables.ts';

/** All results as one Markdown page, which the run writes itself. */
export function pageOf(results: readonly Result[], bars: readonly Bar[], how: { date: string; words: string }): string {
  return [
    '# Results',
    '',
    `Written by \`npm run bench\` (${how.words}) on ${how.date}. How it is measured is in \`README.md\`.`,
    '',
    ...describeMachine().map((line) => `- ${line}`),
    '',
    '## Bars',
    '',
    listOf(bars),
    '',
    '## Measured',
    '',
    'Median of the rounds. Sent: what all receivers together got, WebSocket framing included, TCP not.',
    '',
    ...results.map(tableOf),
  ].join('\n');
}
