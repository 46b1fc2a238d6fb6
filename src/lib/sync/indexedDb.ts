/** IndexedDB's requests as promises, as far as the copies need them. Each rejects where the browser refuses. */

/** How long deleting may wait for other tabs to let go. It goes through later all the same. */
const DELETE_PATIENCE_MS = 2_000;

export function openDatabase(name: string, create: (db: IDBDatabase) => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => create(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves when the database is gone, or when other tabs are being waited for too long. */
export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
    request.onblocked = () => setTimeout(resolve, DELETE_PATIENCE_MS);
  });
}

/** Names of this site's databases; empty where the browser does not tell. */
export async function databaseNames(): Promise<string[]> {
  if (typeof indexedDB.databases !== 'function') return [];
  const databases = await indexedDB.databases();
  return databases.map(({ name }) => name ?? '');
}

export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}
