import type { GuestLink } from '../../src/lib/domain/guests/guestLink.ts';
import { endsSoon, SOON_DAYS } from '../../src/lib/domain/guests/guestLink.ts';
import { addDays } from '../../src/lib/domain/shared/surroundings.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Repos } from '../storage/repos.ts';
import type { ServiceContext } from './context.ts';
import type { MailChoiceService } from './mailChoices.ts';

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
});

/** Tells whoever made a guest link when it is full or ends soon, once each. */
export class GuestLinkNews {
  #context: ServiceContext;
  #choices: MailChoiceService;

  constructor(context: ServiceContext, choices: MailChoiceService) {
    this.#context = context;
    this.#choices = choices;
  }

  /** As part of the caller's transaction. Call `wake` when that is kept. */
  async tellFull(repos: Repos, link: GuestLink): Promise<void> {
    if (await repos.guestLinks.noteTold(link.id, 'told_full')) await this.#tell(repos, link, 'guestLinkFull');
  }

  /** Of all that end in the next days. Called now and then. */
  async tellEnding(): Promise<void> {
    const { db, repos, surroundings } = this.#context;
    const now = surroundings.now();
    const ending = await repos.guestLinks.endingBetween(now, addDays(now, SOON_DAYS));
    for (const link of ending.filter(endsSoon)) {
      await inTransaction(db, async (within) => {
        if (await within.guestLinks.noteTold(link.id, 'told_ending')) await this.#tell(within, link, 'guestLinkEnding');
      });
    }
    this.wake();
  }

  wake(): void {
    this.#choices.wake();
  }

  async #tell(repos: Repos, link: GuestLink, kind: 'guestLinkFull' | 'guestLinkEnding'): Promise<void> {
    const board = await repos.boards.byId(link.boardId);
    const partnership = board && (await repos.partnerships.byId(board.partnershipId));
    if (!board || !partnership) return;
    const isThere = (await repos.memberships.partnershipsOf(link.madeBy)).includes(partnership.id);
    if (!isThere) return; // they have gone
    const address = `${this.#context.publicUrl}/partnerships/${partnership.slug}/boards/${board.id}/guests`;
    const holds = {
      partnership: partnership.name,
      board: board.title,
      link: address,
      ends: DAY.format(new Date(link.endsAt)),
    };
    await this.#choices.tell(repos, { personId: link.madeBy, choice: 'guestLinks', kind, holds });
  }
}
