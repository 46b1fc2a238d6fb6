import { waitAfterFailures } from '../../src/lib/domain/accounts/throttle.ts';
import type { Proof } from '../../src/lib/domain/factors/factor.ts';
import { readProof } from '../../src/lib/domain/factors/factor.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { stepOfCode } from '../auth/authenticator.ts';
import type { KnownDevices } from '../auth/knownDevices.ts';
import { hashSecret } from '../auth/secrets.ts';
import { Turns } from '../auth/turns.ts';
import { writeLetter } from '../mail/letters.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Repos } from '../storage/repos.ts';
import { countAudit, writeAudit } from './auditWriter.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { MailService } from './mail.ts';

/** What somebody typed, in which browser. */
export interface Typed {
  code: string;
  knownDevice: string | null;
}

interface Owner {
  id: string;
  email: string;
}

/** Seals an authenticator's secret for one person alone. */
export function aboutAuthenticator(personId: string): string {
  return `authenticator ${personId}`;
}

/** What is kept of a recovery code. */
export function recoveryId(personId: string, code: string): string {
  return hashSecret(`${personId} ${code}`);
}

/**
 * Tells whether somebody holds what they said they would. Wrong codes make the account wait as wrong passwords do, and
 * apart for each browser known to it: who guesses keeps nobody out of their own browser, nor anybody out for ever.
 */
export class FactorProof {
  #context: ServiceContext;
  #knownDevices: KnownDevices;
  #mail: MailService;
  #turns = new Turns();

  constructor(context: ServiceContext, { knownDevices, mail }: { knownDevices: KnownDevices; mail: MailService }) {
    this.#context = context;
    this.#knownDevices = knownDevices;
    this.#mail = mail;
  }

  /**
   * Returns when the code, or recovery code, is right; each counts once. Throws `input.invalid` when it is not, and
   * `factor.tooMany` while the account must wait. `spend` is called before a code is looked at, and may refuse.
   */
  async prove(owner: Owner, { code, knownDevice }: Typed, spend?: () => Promise<void>): Promise<void> {
    const proof = readProof(code);
    if (!proof) return refuseFaults({ code: code.trim() === '' ? 'missing' : 'codeShape' });
    const known = await this.#knownDevices.bucket({ email: owner.email, personId: owner.id, secret: knownDevice });
    const bucket = hashSecret(`factor ${known}`);
    const taken = this.#turns.take(bucket, async () => {
      await this.#mustNotWait(bucket);
      await spend?.();
      await this.#check(owner, proof, bucket);
    });
    if (taken === null) throw new DomainError('factor.tooMany');
    await taken;
  }

  async #mustNotWait(bucket: string): Promise<void> {
    const { repos, surroundings } = this.#context;
    const throttle = await repos.throttles.read(bucket);
    if (throttle && surroundings.now() < waitAfterFailures(throttle)) throw new DomainError('factor.tooMany');
  }

  async #check(owner: Owner, proof: Proof, bucket: string): Promise<void> {
    const { db, surroundings } = this.#context;
    const isRight = await inTransaction(db, (repos) => this.#use(repos, owner, proof));
    if (isRight) {
      await this.#context.repos.throttles.clear(bucket);
      return this.#mail.wake();
    }
    await inTransaction(db, async (repos) => {
      const failures = ((await repos.throttles.read(bucket))?.failures ?? 0) + 1;
      await repos.throttles.write(bucket, { failures, lastFailureAt: surroundings.now() });
      await countAudit(repos, surroundings, { event: 'factor.refused', actorId: owner.id });
    });
    refuseFaults({ code: 'codeWrong' });
  }

  async #use(repos: Repos, { id, email }: Owner, proof: Proof): Promise<boolean> {
    const { surroundings, publicUrl, secrets } = this.#context;
    if (proof.kind === 'recovery') {
      if (!(await repos.factors.useRecovery(id, recoveryId(id, proof.code)))) return false;
      const left = await repos.factors.recoveryLeft(id);
      await writeAudit(repos, surroundings, { event: 'recovery.used', actorId: id, details: { left } });
      await this.#mail.tell(repos, email, writeLetter('recoveryUsed', { link: publicUrl, left: String(left) }));
      return true;
    }
    const authenticator = await repos.factors.authenticator(id);
    if (!authenticator?.confirmedAt) return false;
    const secret = await secrets.open(authenticator.sealed, aboutAuthenticator(id));
    const step = stepOfCode(secret, proof.code, surroundings.now());
    return step !== null && repos.factors.useStep(id, step);
  }
}
