import { error, fail, json, type ActionFailure } from '@sveltejs/kit';
import { MIN_PASSWORD } from '$lib/domain/accounts/rules';
import { MAX_ADDRESSES } from '$lib/domain/invitations/invitation';
import type { ErrorCode, FieldFault, FieldFaults } from '$lib/domain/shared/errors';
import { errorTable, isDomainError } from '$lib/domain/shared/errors';
import { m } from '$lib/messages/messages.js';
import type { FormState } from '$lib/ui/formState';

const ERRORS: Record<ErrorCode, () => string> = {
  'input.invalid': m.error_input_invalid,
  'signIn.wrong': m.error_signIn_wrong,
  'signIn.needed': m.error_signIn_needed,
  'signIn.tooMany': m.error_signIn_tooMany,
  'mail.none': m.error_mail_none,
  'reset.over': m.error_reset_over,
  'factor.over': m.error_factor_over,
  'factor.there': m.error_factor_there,
  'factor.tooMany': m.error_factor_tooMany,
  'openId.cancelled': m.error_openId_cancelled,
  'openId.refused': m.error_openId_refused,
  'openId.over': m.error_openId_over,
  'openId.unavailable': m.error_openId_unavailable,
  'openId.unverified': m.error_openId_unverified,
  'openId.noAccount': m.error_openId_noAccount,
  'openId.lastWay': m.error_openId_lastWay,
  'passkey.refused': m.error_passkey_refused,
  'passkey.tooMany': m.error_passkey_tooMany,
  'setup.done': m.error_setup_done,
  'setup.wrongLink': m.error_setup_wrongLink,
  notFound: m.error_notFound,
  notAllowed: m.error_notAllowed,
  'board.archived': m.error_board_archived,
  'takenOff.unreadable': m.error_takenOff_unreadable,
  'partnership.lastConvener': m.error_partnership_lastConvener,
  'partnership.lastOrganisation': m.error_partnership_lastOrganisation,
  'handOver.nothing': m.error_handOver_nothing,
  'invitation.unknown': m.error_invitation_unknown,
  'invitation.over': m.error_invitation_over,
  'invitation.otherAddress': m.error_invitation_otherAddress,
  'invitation.tooMany': m.error_invitation_tooMany,
  'session.other': m.error_session_other,
  'session.over': m.error_session_over,
  'session.closed': m.error_session_closed,
  'session.noSteps': m.error_session_noSteps,
  'session.noDay': m.error_session_noDay,
  'session.noDates': m.error_session_noDates,
  'session.notPrivate': m.error_session_notPrivate,
  'session.shown': m.error_session_shown,
  'session.noVote': m.error_session_noVote,
  'ballot.closed': m.error_ballot_closed,
  'session.unfinished': m.error_session_unfinished,
  'session.held': m.error_session_held,
  'guestLink.unknown': m.error_guestLink_unknown,
  'guestLink.over': m.error_guestLink_over,
  'guestLink.full': m.error_guestLink_full,
  'guestLink.busy': m.error_guestLink_busy,
  'guest.removed': m.error_guest_removed,
  'code.busy': m.error_code_busy,
  'instance.lastOperator': m.error_instance_lastOperator,
  'instance.memberAlready': m.error_instance_memberAlready,
  'upload.tooLarge': m.error_upload_tooLarge,
  'upload.notPicture': m.error_upload_notPicture,
  'upload.svg': m.error_upload_svg,
  'upload.broken': m.error_upload_broken,
  'upload.tooManyPixels': m.error_upload_tooManyPixels,
  'upload.boardFull': m.error_upload_boardFull,
  'upload.tooMany': m.error_upload_tooMany,
  'document.damaged': m.error_document_damaged,
  'document.tooLarge': m.error_document_tooLarge,
  'storage.unavailable': m.error_storage_unavailable,
};

const FAULTS: Record<FieldFault, () => string> = {
  missing: m.field_missing,
  tooLong: m.field_tooLong,
  tooShort: m.field_tooShort,
  emailShape: m.field_emailShape,
  emailTaken: m.field_emailTaken,
  slugTaken: m.field_slugTaken,
  organisationTaken: m.field_organisationTaken,
  memberAlready: m.field_memberAlready,
  memberName: m.field_memberName,
  notShared: m.field_notShared,
  tooMany: m.field_tooMany,
  outOfRange: m.field_outOfRange,
  day: m.field_day,
  dayPast: m.field_dayPast,
  time: m.field_time,
  endsBefore: m.field_endsBefore,
  sponsorTaken: m.field_sponsorTaken,
  independent: m.field_independent,
  phone: m.field_phone,
  placeCode: m.field_placeCode,
  domain: m.field_domain,
  domainTaken: m.field_domainTaken,
  domainOfAnybody: m.field_domainOfAnybody,
  unknownChoice: m.field_unknownChoice,
  passwordCommon: m.field_passwordCommon,
  passwordIsName: m.field_passwordIsName,
  passwordWrong: m.field_passwordWrong,
  codeShape: m.field_codeShape,
  codeWrong: m.field_codeWrong,
  minutes: m.field_minutes,
  dots: m.field_dots,
  postcode: m.field_postcode,
  identifier: m.field_identifier,
};

/** Fields whose words never come back. */
const SECRET: ReadonlySet<string> = new Set(['password', 'current']);

/** Where a plainer sentence fits one field better than the general one. */
const OF_FIELD: Record<string, () => string> = {
  'email.missing': m.field_email_missing,
  'password.missing': m.field_password_missing,
  'password.tooShort': () => m.field_password_tooShort({ count: MIN_PASSWORD }),
  'code.missing': m.field_code_missing,
  'votes.tooMany': m.field_votes_tooMany,
  'joinCode.missing': m.field_joinCode_missing,
  'joinCode.codeWrong': m.field_joinCode_codeWrong,
  'people.missing': m.field_people_missing,
  'moderators.missing': m.field_moderators_missing,
  'title.missing': m.field_title_missing,
  'title.tooLong': m.field_title_tooLong,
  'name.missing': m.field_name_missing,
  'guestName.missing': m.field_guestName_missing,
  'words.identifier': m.field_words_identifier,
  'empty.missing': m.field_empty_missing,
  'organisationName.missing': m.field_organisationName_missing,
  'personName.missing': m.field_personName_missing,
  'scope.missing': m.field_scope_missing,
  'partnershipName.missing': m.field_partnershipName_missing,
  'addresses.missing': m.field_addresses_missing,
  'addresses.emailShape': m.field_addresses_emailShape,
  'addresses.tooMany': () => m.field_addresses_tooMany({ count: MAX_ADDRESSES }),
  'successor.missing': m.field_successor_missing,
  'endsOn.missing': m.field_endsOn_missing,
  'to.missing': m.field_to_missing,
  'controllers.missing': m.field_controllers_missing,
};

/** A use case for a page that only shows. A refusal becomes the status of the error table and our own words. */
export async function shown<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    return refuse(cause);
  }
}

/** A use case for programs. A refusal becomes the status of the error table, its code and our own words. */
export async function answered(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (cause) {
    if (!isDomainError(cause)) throw cause;
    return json({ code: cause.code, message: ERRORS[cause.code]() }, { status: errorTable[cause.code].status });
  }
}

/** What a refusal means, for a page that leads on from it; null for a code that is none. */
export function wordsOf(code: string | null): string | null {
  return code !== null && Object.hasOwn(ERRORS, code) ? ERRORS[code as ErrorCode]() : null;
}

/** What a form sent. A body that is no form is the caller's mistake. */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    return error(400, { code: 'input.invalid', message: m.error_input_invalid() });
  }
}

/** What a form gets when its use case refused: the words for each field, and everything typed but passwords. */
export function refusedForm(cause: unknown, typed: FormData): ActionFailure<FormState> {
  if (!isDomainError(cause) || cause.code === 'notFound') return refuse(cause);
  const invalid = cause.code === 'input.invalid';
  return fail(errorTable[cause.code].status, {
    values: typedIn(typed),
    errors: invalid ? faultWords(cause.fields) : {},
    problem: invalid && Object.keys(cause.fields).length > 0 ? null : ERRORS[cause.code](),
  });
}

/** A text field of a form; a file or nothing there counts as empty. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

function refuse(cause: unknown): never {
  if (!isDomainError(cause)) throw cause;
  error(errorTable[cause.code].status, { code: cause.code, message: ERRORS[cause.code]() });
}

function faultWords(fields: FieldFaults): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, fault]) => [field, (OF_FIELD[`${field}.${fault}`] ?? FAULTS[fault])()]),
  );
}

/** What somebody typed into a form, but passwords. */
export function typedIn(typed: FormData): Record<string, string> {
  const plain = [...typed].filter(([name, value]) => !SECRET.has(name) && typeof value === 'string');
  return Object.fromEntries(plain) as Record<string, string>;
}
