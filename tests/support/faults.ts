import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Everything axe knows of WCAG 2.2 AA and good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What of it another set of colours can change. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds on the page as it is now, or in the `part` of it that is named; one line for each fault. */
export async function faultsOf(page: Page, { part, coloursOnly = false }: Looked = {}): Promise<string[]> {
  await page.evaluate(standStill);
  // Without frames there is nothing to put together in a page of its own, which takes longer than the reading.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (part !== undefined) axe.include(part);
  const { violations } = await (coloursOnly ? axe.withRules(OF_COLOURS) : axe.withTags(TAGS)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  );
}

/** Nothing is between two colours any more: what would end comes to its end, what goes on for ever goes on. */
function standStill(): void {
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  for (const animation of ending) animation.finish();
}

interface Looked {
  /** A selector; the whole page without it. */
  part?: string;
  /** For another look of what was read already: only its colours differ. */
  coloursOnly?: boolean;
}
