import * as Y from 'yjs';
import { asRecord } from './readValue.ts';
import type { Origin } from './boardDoc.ts';
import type { CardType } from './schema.ts';
import type { SharedDocument } from './sharedDocument.ts';

/** Says what a session made of a card: its type, and the action it is now, or null of what is none. For the server alone. */
export function turnInto(
  doc: SharedDocument,
  { id, type, action }: { id: string; type: CardType; action: string | null },
  origin: Origin,
): void {
  doc.transact(() => {
    const card = cardOf(doc, id);
    if (!card) return;
    card.set('look', { ...asRecord(card.get('look')), type });
    if (action !== null) card.set('action', action);
    else if (card.has('action')) card.delete('action');
  }, origin);
}

/** The action a card is; null of every other. */
export function actionOf(doc: SharedDocument, id: string): string | null {
  const action: unknown = cardOf(doc, id)?.get('action');
  return typeof action === 'string' ? action : null;
}

function cardOf(doc: SharedDocument, id: string): Y.Map<unknown> | null {
  const card = doc.getMap('items').get(id);
  return card instanceof Y.Map ? card : null;
}
