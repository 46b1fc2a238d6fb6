/** A pointer nobody moves is in the way, and then a lie. */
const FAINT_AFTER_MS = 20_000;
const GONE_AFTER_MS = 60_000;

/** How to draw a pointer that has not moved for so long. */
export function stillness(forMs: number): 'lively' | 'faint' | 'gone' {
  if (forMs >= GONE_AFTER_MS) return 'gone';
  return forMs >= FAINT_AFTER_MS ? 'faint' : 'lively';
}
