import * as Y from 'yjs';

/**
 * Copies a document's content by value into a fresh one: what was deleted is not in it, and nothing ties it to the
 * old one's history.
 */
export function copyContent(from: Y.Doc, to: Y.Doc): void {
  to.transact(() => {
    for (const [name, root] of from.share) copyRoot(root, { name, to });
  });
}

function copyRoot(root: Pick<Y.AbstractType<unknown>, '_map'>, { name, to }: { name: string; to: Y.Doc }): void {
  const target = to.getMap(name);
  for (const [key, entry] of root._map) {
    if (entry.deleted) continue;
    const value: unknown = entry.content.getContent()[entry.length - 1];
    target.set(key, value instanceof Y.AbstractType ? value.clone() : value);
  }
}
