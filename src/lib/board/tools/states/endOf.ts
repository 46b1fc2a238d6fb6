import type { ConnectorEnd } from '$lib/domain/boards/schema';
import type { Pointer } from '../toolState';

/** Where a line would end that is let go here: on the thing under the pointer, else in the open. */
export function endOf({ target, at }: Pointer): ConnectorEnd {
  if (target.on === 'item') return { item: target.id, side: null };
  return { at: [Math.round(at[0]), Math.round(at[1])] };
}
