import { m } from '$lib/messages/messages.js';
import type { Headline } from './gatherNews';

/** Longest telling: past this, a list of changes is noise. */
const MOST_SENTENCES = 3;

/** One headline as words. `nameOf` gives a zone's title; null is no zone. */
export function headlineWords({ what, zone, by, ids }: Headline, nameOf: (zone: string | null) => string): string {
  const told = { count: ids.length, zone: nameOf(zone) };
  if (what === 'added')
    return by === null ? m.outline_news_added(told) : m.outline_news_added_by({ ...told, name: by });
  if (what === 'removed') return m.outline_news_removed(told);
  if (what === 'changed') return m.outline_news_changed(told);
  return by === null ? m.outline_news_moved(told) : m.outline_news_moved_by({ ...told, name: by });
}

/** All of it as one line for a live region. */
export function newsWords(news: readonly Headline[], nameOf: (zone: string | null) => string): string {
  const sentences = news.slice(0, MOST_SENTENCES).map((headline) => headlineWords(headline, nameOf));
  if (news.length > MOST_SENTENCES) sentences.push(m.outline_news_more());
  return sentences.join('. ');
}
