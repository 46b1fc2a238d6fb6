import type { Database } from './database.ts';
import { AttendanceRepo } from './repos/attendanceRepo.ts';
import { AuditRepo } from './repos/auditRepo.ts';
import { BallotRepo } from './repos/ballotRepo.ts';
import { BoardRepo } from './repos/boardRepo.ts';
import { ConsentRepo } from './repos/consentRepo.ts';
import { ContactRepo } from './repos/contactRepo.ts';
import { GroupRepo } from './repos/groupRepo.ts';
import { GuestCardRepo } from './repos/guestCardRepo.ts';
import { GuestCodeRepo } from './repos/guestCodeRepo.ts';
import { GuestKeyRepo } from './repos/guestKeyRepo.ts';
import { GuestLinkRepo } from './repos/guestLinkRepo.ts';
import { GuestRepo } from './repos/guestRepo.ts';
import { FactorRepo } from './repos/factorRepo.ts';
import { HalfSignInRepo } from './repos/halfSignInRepo.ts';
import { IdentityRepo } from './repos/identityRepo.ts';
import { InstanceRepo } from './repos/instanceRepo.ts';
import { InvitationRepo } from './repos/invitationRepo.ts';
import { KnownDeviceRepo } from './repos/knownDeviceRepo.ts';
import { MailChoiceRepo } from './repos/mailChoiceRepo.ts';
import { MailRepo } from './repos/mailRepo.ts';
import { MembershipRepo } from './repos/membershipRepo.ts';
import { OperationRepo } from './repos/operationRepo.ts';
import { OutcomeRepo } from './repos/outcomeRepo.ts';
import { OverDaysRepo } from './repos/overDaysRepo.ts';
import { ReadinessRepo } from './repos/readinessRepo.ts';
import { OrganisationDomainRepo } from './repos/organisationDomainRepo.ts';
import { OperatorEntryRepo } from './repos/operatorEntryRepo.ts';
import { OrganisationRepo } from './repos/organisationRepo.ts';
import { OwnTemplateRepo } from './repos/ownTemplateRepo.ts';
import { PartnershipRepo } from './repos/partnershipRepo.ts';
import { PasskeyRepo } from './repos/passkeyRepo.ts';
import { PersonRepo } from './repos/personRepo.ts';
import { ProbeRepo } from './repos/probeRepo.ts';
import { RemovalRepo } from './repos/removalRepo.ts';
import { ResetRepo } from './repos/resetRepo.ts';
import { SeatTurnRepo } from './repos/seatTurnRepo.ts';
import { ScopeRepo } from './repos/scopeRepo.ts';
import { PrivateRoundRepo } from './repos/privateRoundRepo.ts';
import { SessionInvitationRepo } from './repos/sessionInvitationRepo.ts';
import { SessionRepo } from './repos/sessionRepo.ts';
import { SessionRoomRepo } from './repos/sessionRoomRepo.ts';
import { SetupRepo } from './repos/setupRepo.ts';
import { SignInRepo } from './repos/signInRepo.ts';
import { SummaryRepo } from './repos/summaryRepo.ts';
import { TakenOffRepo } from './repos/takenOffRepo.ts';
import { ThrottleRepo } from './repos/throttleRepo.ts';
import { UploadRepo } from './repos/uploadRepo.ts';
import { VoteRepo } from './repos/voteRepo.ts';

/** Every repo, bound to one connection or one transaction. */
export interface Repos {
  attendance: AttendanceRepo;
  audit: AuditRepo;
  ballots: BallotRepo;
  boards: BoardRepo;
  consents: ConsentRepo;
  contacts: ContactRepo;
  groups: GroupRepo;
  guestCards: GuestCardRepo;
  guestCodes: GuestCodeRepo;
  guestKeys: GuestKeyRepo;
  guestLinks: GuestLinkRepo;
  guests: GuestRepo;
  factors: FactorRepo;
  halfSignIns: HalfSignInRepo;
  identities: IdentityRepo;
  instance: InstanceRepo;
  invitations: InvitationRepo;
  knownDevices: KnownDeviceRepo;
  mailChoices: MailChoiceRepo;
  mails: MailRepo;
  memberships: MembershipRepo;
  operations: OperationRepo;
  organisationDomains: OrganisationDomainRepo;
  operatorEntries: OperatorEntryRepo;
  organisations: OrganisationRepo;
  outcomes: OutcomeRepo;
  overDays: OverDaysRepo;
  ownTemplates: OwnTemplateRepo;
  partnerships: PartnershipRepo;
  passkeys: PasskeyRepo;
  people: PersonRepo;
  probe: ProbeRepo;
  readiness: ReadinessRepo;
  removals: RemovalRepo;
  resets: ResetRepo;
  scopes: ScopeRepo;
  seatTurns: SeatTurnRepo;
  privateRounds: PrivateRoundRepo;
  sessionInvitations: SessionInvitationRepo;
  sessions: SessionRepo;
  sessionRooms: SessionRoomRepo;
  setup: SetupRepo;
  signIns: SignInRepo;
  summaries: SummaryRepo;
  takenOff: TakenOffRepo;
  throttles: ThrottleRepo;
  uploads: UploadRepo;
  votes: VoteRepo;
}

export function openRepos(db: Database): Repos {
  return {
    attendance: new AttendanceRepo(db),
    audit: new AuditRepo(db),
    ballots: new BallotRepo(db),
    boards: new BoardRepo(db),
    consents: new ConsentRepo(db),
    contacts: new ContactRepo(db),
    groups: new GroupRepo(db),
    guestCards: new GuestCardRepo(db),
    guestCodes: new GuestCodeRepo(db),
    guestKeys: new GuestKeyRepo(db),
    guestLinks: new GuestLinkRepo(db),
    guests: new GuestRepo(db),
    factors: new FactorRepo(db),
    halfSignIns: new HalfSignInRepo(db),
    identities: new IdentityRepo(db),
    instance: new InstanceRepo(db),
    invitations: new InvitationRepo(db),
    knownDevices: new KnownDeviceRepo(db),
    mailChoices: new MailChoiceRepo(db),
    mails: new MailRepo(db),
    memberships: new MembershipRepo(db),
    operations: new OperationRepo(db),
    organisationDomains: new OrganisationDomainRepo(db),
    operatorEntries: new OperatorEntryRepo(db),
    organisations: new OrganisationRepo(db),
    outcomes: new OutcomeRepo(db),
    overDays: new OverDaysRepo(db),
    ownTemplates: new OwnTemplateRepo(db),
    partnerships: new PartnershipRepo(db),
    passkeys: new PasskeyRepo(db),
    people: new PersonRepo(db),
    probe: new ProbeRepo(db),
    readiness: new ReadinessRepo(db),
    removals: new RemovalRepo(db),
    resets: new ResetRepo(db),
    scopes: new ScopeRepo(db),
    seatTurns: new SeatTurnRepo(db),
    privateRounds: new PrivateRoundRepo(db),
    sessionInvitations: new SessionInvitationRepo(db),
    sessions: new SessionRepo(db),
    sessionRooms: new SessionRoomRepo(db),
    setup: new SetupRepo(db),
    signIns: new SignInRepo(db),
    summaries: new SummaryRepo(db),
    takenOff: new TakenOffRepo(db),
    throttles: new ThrottleRepo(db),
    uploads: new UploadRepo(db),
    votes: new VoteRepo(db),
  };
}
