import { filesOf } from '../../src/lib/domain/boards/lifted.ts';
import type { TakenOffRecord } from '../storage/repos/takenOffRepo.ts';
import type { ServiceContext } from './context.ts';

type Record = Pick<TakenOffRecord, 'id' | 'boardId' | 'itemId'>;

/**
 * The files of what is taken off boards. While it is off they are given to nobody, and lie sealed as its words do. All
 * of it may be done again after a crash at any point.
 */
export class TakenOffFiles {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Files of what was taken off that nothing else on the board shows go with it. `items`: as it was kept. */
  async take(record: Record, items: Uint8Array, shown: readonly string[]): Promise<void> {
    const files = filesOf(items).filter((file) => !shown.includes(file));
    await this.#context.repos.uploads.takeOff(record.boardId, files, record.id);
    await this.seal(record);
  }

  /** Seals what went with it, as far as it is not. */
  async seal(record: Record): Promise<void> {
    const { repos, files, sealing } = this.#context;
    for (const file of await repos.uploads.offWith(record.id)) {
      await files.seal(record.boardId, file, (plain) => sealing.seal(plain, boundTo(record, file)));
    }
  }

  /** Gives back what went with it. */
  async putBack(record: Record): Promise<void> {
    const { repos, files, sealing } = this.#context;
    for (const file of await repos.uploads.offWith(record.id)) {
      await files.unseal(record.boardId, file, (sealed) => sealing.open(sealed, boundTo(record, file)));
    }
    await repos.uploads.putBack(record.id);
  }

  /** Putting it back failed: what went with it goes again. */
  async takeAgain(record: Record, files: readonly string[]): Promise<void> {
    await this.#context.repos.uploads.takeOff(record.boardId, files, record.id);
    await this.seal(record);
  }
}

function boundTo({ id, boardId, itemId }: Record, file: string): string {
  return [id, boardId, itemId, file].join(' ');
}
