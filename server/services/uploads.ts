import { createHash } from 'node:crypto';
import type { ReadStream } from 'node:fs';
import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { cleanPicture } from '../../src/lib/domain/uploads/cleanPicture.ts';
import type { CleanPicture, KeptPicture } from '../../src/lib/domain/uploads/picture.ts';
import { MAX_BOARD_BYTES, MAX_UPLOAD_BYTES } from '../../src/lib/domain/uploads/picture.ts';
import { Turns } from '../auth/turns.ts';
import type { Incoming } from '../storage/fileStore.ts';
import type { UploadRecord } from '../storage/repos/uploadRepo.ts';
import { boardFor, known } from './authorise.ts';
import type { ServiceContext } from './context.ts';

/** A file on its way to a board. */
export interface Upload {
  board: string;
  body: AsyncIterable<Uint8Array>;
  /** What its sender says it is long, in bytes; null when unsaid. */
  length: number | null;
}

/** A file of a board, to be sent to someone who may see it. */
export interface OpenFile extends Pick<UploadRecord, 'id' | 'mediaType' | 'bytes' | 'sha'> {
  open(): Promise<ReadStream>;
}

/** Pictures of boards. They are judged by their content and kept without anything but what shows them. */
export class UploadService {
  #context: ServiceContext;
  /** One after the other for each person, so that nobody fills the disk or the memory with many at once. */
  #turns = new Turns();
  /** A whole file is in memory only while it is cleaned: one at a time. */
  #cleaning: Promise<unknown> = Promise.resolve();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /**
   * Keeps a picture for a board. Throws `upload.…` for what no board takes; nothing of it is kept then. Whether a sender
   * may write there is judged before anything is read, and again when everything is there.
   */
  async add(actor: Actor, slug: string, upload: Upload): Promise<KeptPicture> {
    const asked = { slug, id: upload.board, action: 'board.edit' } as const;
    await boardFor(this.#context.repos, actor, asked);
    if (upload.length !== null && upload.length > MAX_UPLOAD_BYTES) throw new DomainError('upload.tooLarge');
    const kept = this.#turns.take(known(actor).id, async () => {
      const incoming = await this.#receive(upload);
      try {
        await boardFor(this.#context.repos, actor, asked);
        return await this.#oneAtATime(() => this.#keep(incoming, { board: upload.board, by: known(actor).id }));
      } finally {
        await incoming.discard();
      }
    });
    if (!kept) throw new DomainError('upload.tooMany');
    return kept;
  }

  /** A file of a board, for whoever may see the board. Unknown, forbidden and taken off are the same answer. */
  async open(actor: Actor, slug: string, { board, file }: { board: string; file: string }): Promise<OpenFile> {
    const { repos, files } = this.#context;
    await boardFor(repos, actor, { slug, id: board, action: 'board.read' });
    const upload = await repos.uploads.ofBoard(board, file);
    if (!upload || upload.offWith !== null) throw new DomainError('notFound');
    const open = async (): Promise<ReadStream> => {
      const stream = await files.stream(board, file);
      if (!stream) throw new DomainError('notFound');
      return stream;
    };
    const { id, mediaType, bytes, sha } = upload;
    return { id, mediaType, bytes, sha, open };
  }

  /** Removes every file of a board that is erased. */
  async eraseBoard(board: string): Promise<void> {
    await this.#context.repos.uploads.removeOfBoard(board);
    await this.#context.files.removeBoard(board);
  }

  #receive({ body }: Upload): Promise<Incoming> {
    const { files, surroundings } = this.#context;
    return files.receive(surroundings.newId(), body, MAX_UPLOAD_BYTES);
  }

  #oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#cleaning.then(work);
    this.#cleaning = done.catch(() => null);
    return done;
  }

  async #keep(incoming: Incoming, to: { board: string; by: string }): Promise<KeptPicture> {
    const { repos, files, surroundings } = this.#context;
    const cleaned = cleanPicture(await incoming.read());
    if (cleaned.is === 'refused') throw new DomainError(`upload.${cleaned.why}`);
    const record = recordOf(cleaned.picture, { id: surroundings.newId(), at: surroundings.now(), ...to });
    const before = await repos.uploads.bytesOf(to.board);
    if (before + record.bytes > MAX_BOARD_BYTES) throw new DomainError('upload.boardFull');
    // The row first: a file without one would lie there unknown for ever.
    await repos.uploads.add(record);
    try {
      await files.keep(to.board, record.id, cleaned.picture.parts);
    } catch (error) {
      await repos.uploads.remove(record.id);
      throw error;
    }
    return { file: record.id, type: record.mediaType, width: record.width, height: record.height };
  }
}

function recordOf(
  { type, width, height, parts }: CleanPicture,
  { id, board, by, at }: { id: string; board: string; by: string; at: Instant },
): Omit<UploadRecord, 'offWith'> {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  const about = { id, boardId: board, addedBy: by, createdAt: at };
  return { ...about, mediaType: type, width, height, bytes, sha: hash.digest('hex') };
}
