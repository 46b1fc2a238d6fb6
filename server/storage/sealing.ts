import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Stands before everything sealed, so that another way of sealing can be told from this one. */
const VERSION = 1;

/**
 * Seals bytes with a key that lies in a file of its own, made when something is first sealed. Whoever has the database
 * without that file cannot read what is sealed in it.
 */
export class Sealing {
  #keyFile: string;
  #key: Promise<Buffer> | null = null;

  constructor(keyFile: string) {
    this.#keyFile = keyFile;
  }

  /** `about` is bound to what is sealed: it opens with the same words only, so that rows cannot be swapped. */
  async seal(plain: Uint8Array, about: string): Promise<string> {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, await this.#keyOrNew(), nonce).setAAD(Buffer.from(about));
    const hidden = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), hidden]).toString('base64');
  }

  /** Throws `takenOff.unreadable` when this is not the key it was sealed with, or the bytes were changed. */
  async open(sealed: string, about: string): Promise<Uint8Array> {
    const bytes = Buffer.from(sealed, 'base64');
    const [tagAt, hiddenAt] = [1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES];
    const key = await this.#readKey();
    if (!key || bytes[0] !== VERSION || bytes.length < hiddenAt) throw new DomainError('takenOff.unreadable');
    try {
      const cipher = createDecipheriv(CIPHER, key, bytes.subarray(1, tagAt), { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(tagAt, hiddenAt));
      return Buffer.concat([cipher.update(bytes.subarray(hiddenAt)), cipher.final()]);
    } catch {
      throw new DomainError('takenOff.unreadable');
    }
  }

  #keyOrNew(): Promise<Buffer> {
    this.#key ??= this.#findOrMakeKey().catch((error: unknown) => {
      this.#key = null;
      throw error;
    });
    return this.#key;
  }

  async #findOrMakeKey(): Promise<Buffer> {
    const found = await this.#readKey();
    if (found) return found;
    const key = randomBytes(KEY_BYTES);
    await writeWhole(this.#keyFile, key);
    return key;
  }

  /** Null when there is none. One that is cut short is never replaced: what it sealed would be lost for good. */
  async #readKey(): Promise<Buffer | null> {
    const key = await readFile(this.#keyFile).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (key && key.length !== KEY_BYTES) throw new DomainError('takenOff.unreadable');
    return key;
  }
}

/** The file is there whole and on disk, for this user alone, or not at all. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.new`;
  await rm(draft, { force: true });
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
