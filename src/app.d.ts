import type { App as Throughline } from '../server/app';
import type { Actor } from '$lib/domain/access/actor';
import type { ErrorCode } from '$lib/domain/shared/errors';
import type { Language } from '$lib/domain/languages/language';
import type { Instant } from '$lib/domain/shared/surroundings';

declare global {
  namespace App {
    interface Error {
      code: ErrorCode | 'page.notFound' | 'unexpected';
      message: string;
      /** Shown in mono, and written in the log beside what happened. */
      reference?: string;
    }
    interface Locals {
      app: Throughline;
      actor: Actor;
      signIn: { id: string; shared: boolean } | null;
      now: Instant;
      /** What participants' pages are shown in; other pages are in English. */
      language: Language;
    }
  }
}
