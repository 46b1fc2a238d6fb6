import type { FieldFault } from '../../src/lib/domain/shared/errors.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';

/** Throws `input.invalid` naming every field at fault; does nothing when none is. */
export function refuseFaults(faults: Readonly<Record<string, FieldFault | null>>): void {
  const found = Object.entries(faults).flatMap(([field, fault]) => (fault ? [[field, fault] as const] : []));
  if (found.length > 0) throw new DomainError('input.invalid', Object.fromEntries(found));
}
