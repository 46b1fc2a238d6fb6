import { grouped, RECOVERY_CODES } from '../../src/lib/domain/factors/factor.ts';
import { newRecoveryCode } from '../auth/authenticator.ts';
import { writeLetter } from '../mail/letters.ts';
import type { Person } from '../storage/repos/personRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import type { ServiceContext } from './context.ts';
import { recoveryId } from './factorProof.ts';
import type { MailService } from './mail.ts';

const LETTERS = { 'factor.added': 'factorAdded', 'factor.removed': 'factorRemoved' } as const;

interface FactorChange {
  event: keyof typeof LETTERS;
  kind: 'authenticator' | 'passkey' | 'all';
}

/** Writes down that what somebody proves who they are with changed, and tells them by mail. */
export async function noteFactor(
  repos: Repos,
  { context, mail, person }: { context: ServiceContext; mail: MailService; person: Person },
  { event, kind }: FactorChange,
): Promise<void> {
  await writeAudit(repos, context.surroundings, { event, actorId: person.id, details: { kind } });
  await mail.tell(repos, person.email, writeLetter(LETTERS[event], { link: context.publicUrl }));
}

/** Gives somebody other recovery codes and returns them as they are shown, this once. */
export async function newRecovery(repos: Repos, personId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await repos.factors.setRecovery(
    personId,
    codes.map((code) => recoveryId(personId, code)),
  );
  return codes.map(grouped);
}

/** Somebody who has nothing beside a password any more comes back to the doors of their partnerships, and is judged anew. */
export async function sendToDoors({ repos, events }: ServiceContext, personId: string): Promise<void> {
  if (await repos.factors.hasAny(personId)) return;
  for (const { id: partnershipId } of await repos.memberships.factorsAsked(personId)) {
    events.emit('membership.changed', { personId, partnershipId });
  }
}
