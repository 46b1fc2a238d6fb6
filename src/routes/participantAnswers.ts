import { error, fail, type ActionFailure } from '@sveltejs/kit';
import type { Language } from '$lib/domain/languages/language';
import type { ErrorCode, FieldFault, FieldFaults } from '$lib/domain/shared/errors';
import { errorTable, isDomainError } from '$lib/domain/shared/errors';
import type { Words } from '$lib/features/guests/words';
import { wordsIn } from '$lib/features/guests/words';
import type { FormState } from '$lib/ui/formState';
import { typedIn } from './answers';

type Say = (words: Words) => string;

/** What participants can be refused, in their language. Whatever else there is, they cannot bring about. */
const ERRORS: Partial<Record<ErrorCode, Say>> = {
  'input.invalid': (w) => w.error_input(),
  notFound: (w) => w.error_gone(),
  notAllowed: (w) => w.error_not_allowed(),
  'board.archived': (w) => w.error_archived(),
  'guestLink.unknown': (w) => w.error_link_unknown(),
  'guestLink.over': (w) => w.error_link_over(),
  'guestLink.full': (w) => w.error_link_full(),
  'guestLink.busy': (w) => w.error_link_busy(),
  'code.busy': (w) => w.error_code_busy(),
  'guest.removed': (w) => w.error_removed(),
  'session.closed': (w) => w.take_closed(),
  'session.notPrivate': (w) => w.error_not_private(),
  'session.shown': (w) => w.error_shown(),
  'ballot.closed': (w) => w.vote_late(),
  'document.tooLarge': (w) => w.error_full(),
  'storage.unavailable': (w) => w.error_storage(),
};

const FAULTS: Partial<Record<FieldFault, Say>> = {
  missing: (w) => w.field_missing(),
  tooLong: (w) => w.field_too_long(),
  unknownChoice: (w) => w.field_choice(),
  emailShape: (w) => w.field_email(),
  memberName: (w) => w.field_name_member(),
  passwordWrong: (w) => w.field_password_wrong(),
  codeWrong: (w) => w.field_code_wrong(),
  identifier: (w) => w.field_words_identifier(),
};

/** Where a plainer sentence fits one field better than the general one. */
const OF_FIELD: Record<string, Say> = {
  'guestName.missing': (w) => w.field_name_missing(),
  'password.missing': (w) => w.field_password_missing(),
  'joinCode.missing': (w) => w.field_code_missing(),
  'votes.tooMany': (w) => w.vote_too_many(),
  'summaryAddress.missing': (w) => w.field_email(),
  'words.missing': (w) => w.field_words_missing(),
};

/** What a participant's form gets when its use case refused: as `refusedForm`, in the language of the page. */
export async function refusedIn(
  language: Language,
  cause: unknown,
  typed: FormData,
): Promise<ActionFailure<FormState>> {
  if (!isDomainError(cause)) throw cause;
  const words = await wordsIn(language);
  const errors = cause.code === 'input.invalid' ? faultWords(words, cause.fields) : {};
  const problem = Object.keys(errors).length > 0 ? null : say(words, cause.code);
  return fail(errorTable[cause.code].status, { values: typedIn(typed), errors, problem });
}

/** A use case for a participant's page that only shows; refused in the language of the page. */
export async function shownIn<T>(language: Language, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (!isDomainError(cause)) throw cause;
    const { code } = cause;
    const words = await wordsIn(language);
    const message = code === 'notFound' ? words.take_ended_access() : say(words, code);
    error(errorTable[code].status, { code, message });
  }
}

function say(words: Words, code: ErrorCode): string {
  return (ERRORS[code] ?? ((w: Words) => w.error_unexpected()))(words);
}

function faultWords(words: Words, fields: FieldFaults): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, fault]) => {
      const sentence = OF_FIELD[`${field}.${fault}`] ?? FAULTS[fault] ?? ((w: Words) => w.error_input());
      return [field, sentence(words)];
    }),
  );
}
