import type { Strand } from '$lib/domain/partnerships/about';
import { m } from '$lib/messages/messages.js';

const WORDS: Record<Strand, () => string> = {
  gateways: m.partnerships_strand_gateways,
  prevention: m.partnerships_strand_prevention,
  'neighbourhood-health': m.partnerships_strand_neighbourhood_health,
  workforce: m.partnerships_strand_workforce,
};

/** A strand as the framework calls it. */
export function strandWords(strand: Strand): string {
  return WORDS[strand]();
}
