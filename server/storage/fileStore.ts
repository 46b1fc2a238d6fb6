import type { Dirent, ReadStream } from 'node:fs';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';

/** Ids are ours. Nothing else gets near a path. */
const ID = /^[\w-]{1,64}$/;

/** A file that is still coming in, on this disk but not yet one of a board. */
export interface Incoming {
  readonly size: number;
  read(): Promise<Uint8Array>;
  discard(): Promise<void>;
}

/**
 * The files of boards, each board's in a folder of its own. What comes in is put aside first, outside what back-ups copy,
 * and gets its place whole or not at all. A disk that refuses throws `storage.unavailable`.
 */
export class FileStore {
  #files: string;
  #incoming: string;

  constructor({ files, incoming }: { files: string; incoming: string }) {
    this.#files = files;
    this.#incoming = incoming;
  }

  /** Clears what was coming in when the server last ended. */
  async open(): Promise<void> {
    await rm(this.#incoming, { recursive: true, force: true });
    await mkdir(this.#incoming, { recursive: true, mode: 0o700 });
  }

  /** Writes a body down as it comes, a piece at a time. Throws `upload.tooLarge` as soon as it passes the limit. */
  async receive(id: string, body: AsyncIterable<Uint8Array>, limit: number): Promise<Incoming> {
    const path = join(this.#incoming, known(id));
    const discard = () => rm(path, { force: true });
    try {
      const size = await this.#write(path, within(body, limit));
      return { size, read: () => onDisk(() => readFile(path)), discard };
    } catch (error) {
      await discard();
      throw error;
    }
  }

  /** Gives a board a file; once this resolves it is on disk under its id. */
  keep(board: string, id: string, parts: readonly Uint8Array[]): Promise<void> {
    return this.#place(board, known(id), parts);
  }

  /** Leaves of a file only what `hide` makes of it, which is given to nobody. Does nothing when that was done before. */
  async seal(board: string, id: string, hide: (plain: Uint8Array) => Promise<string>): Promise<void> {
    await this.#swap(board, [known(id), sealedName(id)], async (plain) => Buffer.from(await hide(plain), 'base64'));
  }

  /** Gives a sealed file back. Does nothing when that was done before. */
  async unseal(board: string, id: string, show: (sealed: string) => Promise<Uint8Array>): Promise<void> {
    await this.#swap(board, [sealedName(id), known(id)], (sealed) => show(Buffer.from(sealed).toString('base64')));
  }

  /** Null when the file is not there. */
  async stream(board: string, id: string): Promise<ReadStream | null> {
    try {
      const file = await open(join(this.#files, known(board), known(id)));
      return file.createReadStream();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  async remove(board: string, id: string): Promise<void> {
    const folder = join(this.#files, known(board));
    for (const name of [known(id), sealedName(id)]) await rm(join(folder, name), { force: true });
  }

  /** Removes every file of a board. */
  async removeBoard(board: string): Promise<void> {
    await rm(join(this.#files, known(board)), { recursive: true, force: true });
  }

  /** Ids of the files a board has. */
  async list(board: string): Promise<string[]> {
    const entries = await readdir(join(this.#files, known(board)), { withFileTypes: true }).catch((): Dirent[] => []);
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  }

  async #place(board: string, name: string, parts: readonly Uint8Array[]): Promise<void> {
    const aside = join(this.#incoming, `${name}.whole`);
    const folder = join(this.#files, known(board));
    try {
      await this.#write(aside, parts);
      await onDisk(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await rename(aside, join(folder, name));
        await sync(folder);
        await sync(this.#files);
      });
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  }

  /** What the one becomes is on disk before the one goes: after a crash there may be both, never neither. */
  async #swap(
    board: string,
    [from, to]: readonly [string, string],
    change: (bytes: Uint8Array) => Promise<Uint8Array>,
  ): Promise<void> {
    const folder = join(this.#files, known(board));
    const bytes = await onDisk(() => readIfThere(join(folder, from)));
    if (!bytes) return;
    await this.#place(board, to, [await change(bytes)]);
    await onDisk(async () => {
      await rm(join(folder, from));
      await sync(folder);
    });
  }

  /** Returns how many bytes were written. */
  async #write(path: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<number> {
    const file = await onDisk(() => open(path, 'wx', 0o600));
    try {
      return await pour(pieces, file);
    } finally {
      await file.close();
    }
  }
}

/** No id has a dot in it: what is sealed is never taken for a file of its own. */
function sealedName(id: string): string {
  return `${known(id)}.sealed`;
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  return readFile(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
}

/** Fails what is too long before its last piece is taken. */
async function* within(body: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > limit) throw new DomainError('upload.tooLarge');
    yield piece;
  }
}

async function pour(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, file: FileHandle): Promise<number> {
  let size = 0;
  for await (const piece of pieces) {
    await onDisk(() => file.writeFile(piece));
    size += piece.length;
  }
  await onDisk(() => file.sync());
  return size;
}

/** A folder's entry for a file is only kept once the folder is. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw Object.assign(new DomainError('storage.unavailable'), { cause });
  }
}

function known(id: string): string {
  if (!ID.test(id)) throw new DomainError('notFound');
  return id;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
