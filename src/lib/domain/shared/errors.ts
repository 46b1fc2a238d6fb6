/** Every refusal the product can give, by code. The words for each are in the message catalogue (`error_…`). */
export type ErrorCode =
  | 'input.invalid'
  | 'signIn.wrong'
  | 'signIn.needed'
  | 'signIn.tooMany'
  | 'mail.none'
  | 'reset.over'
  | 'factor.over'
  | 'factor.there'
  | 'factor.tooMany'
  | 'openId.cancelled'
  | 'openId.refused'
  | 'openId.over'
  | 'openId.unavailable'
  | 'openId.unverified'
  | 'openId.noAccount'
  | 'openId.lastWay'
  | 'passkey.refused'
  | 'passkey.tooMany'
  | 'setup.done'
  | 'setup.wrongLink'
  | 'notFound'
  | 'notAllowed'
  | 'board.archived'
  | 'partnership.lastConvener'
  | 'partnership.lastOrganisation'
  | 'handOver.nothing'
  | 'invitation.unknown'
  | 'invitation.over'
  | 'invitation.otherAddress'
  | 'invitation.tooMany'
  | 'session.other'
  | 'session.over'
  | 'session.closed'
  | 'session.noSteps'
  | 'session.noDay'
  | 'session.noDates'
  | 'session.notPrivate'
  | 'session.shown'
  | 'session.noVote'
  | 'ballot.closed'
  | 'session.unfinished'
  | 'session.held'
  | 'guestLink.unknown'
  | 'guestLink.over'
  | 'guestLink.full'
  | 'guestLink.busy'
  | 'guest.removed'
  | 'code.busy'
  | 'instance.lastOperator'
  | 'instance.memberAlready'
  | 'takenOff.unreadable'
  | 'upload.tooLarge'
  | 'upload.notPicture'
  | 'upload.svg'
  | 'upload.broken'
  | 'upload.tooManyPixels'
  | 'upload.boardFull'
  | 'upload.tooMany'
  | 'document.damaged'
  | 'document.tooLarge'
  | 'storage.unavailable';

export interface ErrorMeaning {
  /** HTTP status for pages and endpoints. */
  status: number;
  level: 'debug' | 'info' | 'warn' | 'error';
}

/** One table says what an error means; a throw or a catch never decides. */
export const errorTable: Record<ErrorCode, ErrorMeaning> = {
  'input.invalid': { status: 400, level: 'info' },
  'signIn.wrong': { status: 400, level: 'info' },
  'signIn.needed': { status: 401, level: 'debug' },
  'signIn.tooMany': { status: 429, level: 'warn' },
  'mail.none': { status: 409, level: 'info' },
  'reset.over': { status: 409, level: 'info' },
  'factor.over': { status: 409, level: 'info' },
  'factor.there': { status: 409, level: 'info' },
  'factor.tooMany': { status: 429, level: 'warn' },
  'openId.cancelled': { status: 400, level: 'info' },
  'openId.refused': { status: 400, level: 'warn' },
  'openId.over': { status: 409, level: 'info' },
  'openId.unavailable': { status: 503, level: 'warn' },
  'openId.unverified': { status: 403, level: 'info' },
  'openId.noAccount': { status: 403, level: 'info' },
  'openId.lastWay': { status: 409, level: 'info' },
  'passkey.refused': { status: 400, level: 'info' },
  'passkey.tooMany': { status: 409, level: 'info' },
  'setup.done': { status: 409, level: 'info' },
  'setup.wrongLink': { status: 403, level: 'warn' },
  notFound: { status: 404, level: 'info' },
  notAllowed: { status: 403, level: 'info' },
  'board.archived': { status: 409, level: 'info' },
  'partnership.lastConvener': { status: 409, level: 'info' },
  'handOver.nothing': { status: 409, level: 'info' },
  'partnership.lastOrganisation': { status: 409, level: 'info' },
  'invitation.unknown': { status: 404, level: 'info' },
  'invitation.over': { status: 409, level: 'info' },
  'invitation.otherAddress': { status: 403, level: 'info' },
  'invitation.tooMany': { status: 429, level: 'warn' },
  'session.other': { status: 409, level: 'info' },
  'session.over': { status: 409, level: 'info' },
  'session.closed': { status: 409, level: 'info' },
  'session.noSteps': { status: 409, level: 'info' },
  'session.noDay': { status: 409, level: 'info' },
  'session.noDates': { status: 409, level: 'info' },
  'session.notPrivate': { status: 409, level: 'info' },
  'session.shown': { status: 409, level: 'info' },
  'session.noVote': { status: 409, level: 'info' },
  'ballot.closed': { status: 409, level: 'info' },
  'session.unfinished': { status: 409, level: 'info' },
  'session.held': { status: 409, level: 'info' },
  'guestLink.unknown': { status: 404, level: 'info' },
  'guestLink.over': { status: 409, level: 'info' },
  'guestLink.full': { status: 409, level: 'info' },
  'guestLink.busy': { status: 429, level: 'warn' },
  'guest.removed': { status: 403, level: 'info' },
  'code.busy': { status: 429, level: 'warn' },
  'instance.lastOperator': { status: 409, level: 'info' },
  'instance.memberAlready': { status: 409, level: 'info' },
  'takenOff.unreadable': { status: 409, level: 'error' },
  'upload.tooLarge': { status: 413, level: 'info' },
  'upload.notPicture': { status: 415, level: 'info' },
  'upload.svg': { status: 415, level: 'info' },
  'upload.broken': { status: 422, level: 'info' },
  'upload.tooManyPixels': { status: 413, level: 'info' },
  'upload.boardFull': { status: 409, level: 'warn' },
  'upload.tooMany': { status: 429, level: 'warn' },
  'document.damaged': { status: 503, level: 'error' },
  'document.tooLarge': { status: 413, level: 'warn' },
  'storage.unavailable': { status: 503, level: 'error' },
};

/** Why a field was refused. The words are in the message catalogue (`field_…`). */
export type FieldFault =
  | 'missing'
  | 'tooLong'
  | 'tooShort'
  | 'emailShape'
  | 'emailTaken'
  | 'slugTaken'
  | 'organisationTaken'
  | 'memberAlready'
  | 'memberName'
  | 'tooMany'
  | 'outOfRange'
  | 'day'
  | 'dayPast'
  | 'time'
  | 'endsBefore'
  | 'sponsorTaken'
  | 'independent'
  | 'phone'
  | 'placeCode'
  | 'domain'
  | 'domainTaken'
  | 'domainOfAnybody'
  | 'unknownChoice'
  | 'passwordCommon'
  | 'passwordIsName'
  | 'passwordWrong'
  | 'codeShape'
  | 'codeWrong'
  | 'minutes'
  | 'dots'
  | 'postcode'
  | 'identifier'
  | 'notShared';

export type FieldFaults = Readonly<Record<string, FieldFault>>;

/**
 * A refusal with a code from the closed list. Compare `error.code`, never the class or the message: the domain is
 * loaded twice (by pages and by the server), so `instanceof` does not hold across.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  /** With `input.invalid`: which fields, and why each. */
  readonly fields: FieldFaults;

  constructor(code: ErrorCode, fields: FieldFaults = {}) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.fields = fields;
  }
}

export function isDomainError(error: unknown): error is DomainError {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && Object.hasOwn(errorTable, error.code)
  );
}
