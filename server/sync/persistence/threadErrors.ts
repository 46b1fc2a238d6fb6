import type { ErrorCode } from '../../../src/lib/domain/shared/errors.ts';
import { DomainError, isDomainError } from '../../../src/lib/domain/shared/errors.ts';
import { DocumentsTooNew } from './schema.ts';
import { DataFolderInUse } from './sqliteDocumentStore.ts';

/** An error as it crosses threads, where classes do not. */
export type ErrorDescription =
  | { is: 'domain'; code: ErrorCode }
  | { is: 'inUse' }
  | { is: 'tooNew'; found: number }
  | { is: 'other'; message: string; code: string | undefined };

export function describeError(error: unknown): ErrorDescription {
  if (isDomainError(error)) return { is: 'domain', code: error.code };
  if (error instanceof DataFolderInUse) return { is: 'inUse' };
  if (error instanceof DocumentsTooNew) return { is: 'tooNew', found: error.found };
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { is: 'other', message: error instanceof Error ? error.message : String(error), code };
}

/** The error as the store itself would have thrown it. */
export function errorFrom(description: ErrorDescription): Error {
  switch (description.is) {
    case 'domain':
      return new DomainError(description.code);
    case 'inUse':
      return new DataFolderInUse();
    case 'tooNew':
      return new DocumentsTooNew(description.found);
    case 'other': {
      const { message, code } = description;
      return Object.assign(new Error(message), code === undefined ? {} : { code });
    }
  }
}
