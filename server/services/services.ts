import type { OpenIdProviders } from '../auth/openId.ts';
import { GuestLocks } from '../auth/guestLocks.ts';
import type { SignIns } from '../auth/signIns.ts';
import type { Postman } from '../mail/postman.ts';
import { AccessEndService } from './accessEnds.ts';
import { AccountService } from './accounts.ts';
import { AuditService } from './audit.ts';
import { BallotCardService } from './ballotCards.ts';
import { BallotService } from './ballots.ts';
import { BoardLists } from './boardLists.ts';
import { BoardMaker } from './boardMaker.ts';
import { BoardProjection } from './boardProjection.ts';
import { BoardService } from './boards.ts';
import { ContactService } from './contacts.ts';
import type { ServiceContext } from './context.ts';
import { GroupKeeper } from './groupKeeper.ts';
import { GroupPlaceService } from './groupPlaces.ts';
import { GuestCardService } from './guestCards.ts';
import { GuestClaimService } from './guestClaims.ts';
import { GuestCodeService } from './guestCodes.ts';
import { GuestJoiningService } from './guestJoining.ts';
import { GuestKeyService } from './guestKeys.ts';
import { GuestLinkService } from './guestLinks.ts';
import { GuestLobbyService } from './guestLobby.ts';
import { GuestService } from './guests.ts';
import { HandOverService } from './handOvers.ts';
import { FactorProof } from './factorProof.ts';
import { FactorService } from './factors.ts';
import { InstanceService } from './instance.ts';
import { InvitationService } from './invitations.ts';
import { JoiningService } from './joining.ts';
import { GuestLinkNews } from './guestLinkNews.ts';
import { MailChoiceService } from './mailChoices.ts';
import { MailService } from './mail.ts';
import { MemberService } from './members.ts';
import { OpenIdService } from './openId.ts';
import { OrganisationDomainService } from './organisationDomains.ts';
import { OperatorVisitService } from './operatorVisits.ts';
import { OrganisationService } from './organisations.ts';
import { OwnAccountService } from './ownAccount.ts';
import { OwnTemplateService } from './ownTemplates.ts';
import { PartnershipService } from './partnerships.ts';
import { PasskeyService } from './passkeys.ts';
import { PeopleService } from './people.ts';
import { ResetService } from './resets.ts';
import { SecondStepService } from './secondStep.ts';
import { SecretWork } from './secretWork.ts';
import { ReadinessService } from './readiness.ts';
import { RegisterService } from './register.ts';
import { SearchService } from './search.ts';
import { PrivateRoundService } from './privateRounds.ts';
import { Revealer } from './revealer.ts';
import { SealedRoundService } from './sealedRounds.ts';
import { RoomPeople } from './roomPeople.ts';
import { SessionRoomService } from './sessionRooms.ts';
import { SessionInvitationService } from './sessionInvitations.ts';
import { SessionRehearsalService } from './sessionRehearsals.ts';
import { SessionGroupService } from './sessionGroups.ts';
import { SessionClock } from './sessionClock.ts';
import { SessionReminders } from './sessionReminders.ts';
import { SessionConsentService } from './sessionConsents.ts';
import { SessionOutcomeService } from './sessionOutcomes.ts';
import { SessionRunService } from './sessionRuns.ts';
import { SessionService } from './sessions.ts';
import { SessionTurnoutService } from './sessionTurnout.ts';
import { SessionSummaryService } from './sessionSummaries.ts';
import { sourcesOf } from './summarySources.ts';
import { SetupService } from './setup.ts';
import { SignInOpener } from './signInOpener.ts';
import { TakenOffService } from './takenOff.ts';
import { TakenOffKeeper } from './takenOffKeeper.ts';
import { TakenOffReview } from './takenOffReview.ts';
import { PaperCardService } from './paperCards.ts';
import { TableService } from './tables.ts';
import { TakingPartService } from './takingPart.ts';
import { TemplateService } from './templates.ts';
import { UploadService } from './uploads.ts';
import { VoteService } from './votes.ts';
import { ZoneSheetService } from './zoneSheets.ts';

/** Every use case. `people`, `register`, `maker` and `takenOffKeeper` ask for no actor: they
 * are for set-up, the operator's commands and the start. */
export interface Services {
  accessEnds: AccessEndService;
  accounts: AccountService;
  audit: AuditService;
  ballots: BallotService;
  ballotCards: BallotCardService;
  boards: BoardService;
  contacts: ContactService;
  groupKeeper: GroupKeeper;
  groupPlaces: GroupPlaceService;
  guestCards: GuestCardService;
  guestClaims: GuestClaimService;
  guestCodes: GuestCodeService;
  guestJoining: GuestJoiningService;
  guestKeys: GuestKeyService;
  guestLinks: GuestLinkService;
  guestLobby: GuestLobbyService;
  guests: GuestService;
  handOvers: HandOverService;
  factors: FactorService;
  instance: InstanceService;
  invitations: InvitationService;
  joining: JoiningService;
  guestLinkNews: GuestLinkNews;
  mail: MailService;
  mailChoices: MailChoiceService;
  maker: BoardMaker;
  members: MemberService;
  openId: OpenIdService;
  organisationDomains: OrganisationDomainService;
  operatorVisits: OperatorVisitService;
  organisations: OrganisationService;
  ownAccount: OwnAccountService;
  ownTemplates: OwnTemplateService;
  partnerships: PartnershipService;
  passkeys: PasskeyService;
  people: PeopleService;
  projection: BoardProjection;
  readiness: ReadinessService;
  resets: ResetService;
  secondStep: SecondStepService;
  register: RegisterService;
  search: SearchService;
  privateRounds: PrivateRoundService;
  sealedRounds: SealedRoundService;
  secretWork: SecretWork;
  roomPeople: RoomPeople;
  sessionRooms: SessionRoomService;
  sessions: SessionService;
  sessionClock: SessionClock;
  sessionInvitations: SessionInvitationService;
  sessionRehearsals: SessionRehearsalService;
  sessionConsents: SessionConsentService;
  sessionGroups: SessionGroupService;
  sessionOutcomes: SessionOutcomeService;
  sessionSummaries: SessionSummaryService;
  sessionRuns: SessionRunService;
  sessionTurnout: SessionTurnoutService;
  setup: SetupService;
  takenOff: TakenOffService;
  takenOffKeeper: TakenOffKeeper;
  takenOffReview: TakenOffReview;
  paperCards: PaperCardService;
  takingPart: TakingPartService;
  tables: TableService;
  templates: TemplateService;
  uploads: UploadService;
  votes: VoteService;
  zoneSheets: ZoneSheetService;
}

/** What services need beside the context. `postman` is null where the deployment has no mail server. */
interface ServiceParts {
  signIns: SignIns;
  postman: Postman | null;
  providers: OpenIdProviders;
  dataDir: string;
  /** Name of the organisation that runs this instance; null where it is not said. */
  hostedBy: string | null;
  /** Everybody here proves more than that they came in, whatever partnerships ask. */
  requireFactor: boolean;
}

export function openServices(context: ServiceContext, parts: ServiceParts): Services {
  const { signIns, postman, providers, dataDir, hostedBy } = parts;
  const lists = new BoardLists(context);
  const templates = new TemplateService();
  const ownTemplates = new OwnTemplateService(context, templates);
  const maker = new BoardMaker(context, templates);
  const people = new PeopleService(context);
  const mail = new MailService(context, postman);
  const mailChoices = new MailChoiceService(context, mail);
  const opener = new SignInOpener(context, signIns);
  const proof = new FactorProof(context, { knownDevices: opener.knownDevices, mail });
  const secondStep = new SecondStepService(context, { opener, proof });
  const projection = new BoardProjection(context);
  const keeper = new TakenOffKeeper(context, projection);
  const accounts = new AccountService(context, { opener, secondStep });
  const register = new RegisterService(context);
  const boards = new BoardService(context, { lists, maker, projection, mailChoices });
  const mailing = { mail, choices: mailChoices };
  const meetings = openMeetings(context, { ...parts, ...mailing, templates: ownTemplates, boards, maker });
  return {
    accessEnds: new AccessEndService(context, mail),
    accounts,
    audit: new AuditService(context),
    boards,
    factors: new FactorService(context, { proof, mail }),
    contacts: new ContactService(context, { hostedBy }),
    handOvers: new HandOverService(context, mail),
    instance: new InstanceService(context, { accounts, mail, register, dataDir }),
    invitations: new InvitationService(context, mail),
    joining: new JoiningService(context, { people, opener, mailChoices }),
    mail,
    mailChoices,
    maker,
    members: new MemberService(context, mailChoices),
    openId: new OpenIdService(context, { providers, secondStep, people, mail }),
    organisationDomains: new OrganisationDomainService(context),
    operatorVisits: new OperatorVisitService(context, mail),
    organisations: new OrganisationService(context, lists),
    ownAccount: new OwnAccountService(context, { lists, mail }),
    ownTemplates,
    partnerships: new PartnershipService(context, { lists, people }),
    passkeys: new PasskeyService(context, { opener, proof, mail }),
    people,
    projection,
    readiness: new ReadinessService(context, lists),
    resets: new ResetService(context, mail),
    secondStep,
    register,
    search: new SearchService(context, lists),
    ...meetings,
    setup: new SetupService(context, people),
    takenOff: new TakenOffService(context, keeper),
    takenOffKeeper: keeper,
    takenOffReview: new TakenOffReview(context, keeper),
    templates,
    uploads: new UploadService(context),
  };
}

interface MeetingParts {
  mail: MailService;
  choices: MailChoiceService;
  templates: OwnTemplateService;
  boards: BoardService;
  maker: BoardMaker;
  requireFactor: boolean;
}

/** Those of facilitated meetings, and of whoever comes to them. */
function openMeetings(context: ServiceContext, { boards, maker, requireFactor, ...parts }: MeetingParts) {
  const ofRooms = openRoomServices(context, { mailChoices: parts.choices, requireFactor });
  const sessions = openSessionServices(context, parts);
  const [tables, paperCards] = [new TableService(context), new PaperCardService(context)];
  const takingPart = new TakingPartService(context, {
    tables,
    ...{ boards, privateRounds: sessions.privateRounds, sealedRounds: sessions.sealedRounds },
    ...{ people: ofRooms.roomPeople, rooms: ofRooms.sessionRooms },
  });
  const groups = {
    groupKeeper: new GroupKeeper(context),
    groupPlaces: new GroupPlaceService(context, maker),
    sessionGroups: new SessionGroupService(context, ofRooms.roomPeople),
  };
  return {
    ...ofRooms,
    ...sessions,
    ...groups,
    ballotCards: new BallotCardService(context),
    ballots: new BallotService(context),
    votes: new VoteService(context),
    takingPart,
    tables,
    paperCards,
  };
}

/** Those of who comes by a guest link, and of the rooms that they come to. */
function openRoomServices(context: ServiceContext, parts: { mailChoices: MailChoiceService; requireFactor: boolean }) {
  const guestServices = openGuestServices(context, parts);
  const roomPeople = new RoomPeople(context);
  const { guestLinks } = guestServices;
  const sessionRooms = new SessionRoomService(context, { people: roomPeople, links: guestLinks });
  return { ...guestServices, roomPeople, sessionRooms, zoneSheets: new ZoneSheetService(context, guestLinks) };
}

/** Those of facilitated meetings. */
function openSessionServices(
  context: ServiceContext,
  { templates, ...mails }: { mail: MailService; choices: MailChoiceService; templates: OwnTemplateService },
) {
  const sessionInvitations = new SessionInvitationService(context, mails);
  const sessions = new SessionService(context, { templates, invitations: sessionInvitations });
  const revealer = new Revealer(context);
  const sessionSummaries = new SessionSummaryService(context, { ...mails, sources: sourcesOf(context) });
  const reminders = new SessionReminders(context, mails);
  return {
    privateRounds: new PrivateRoundService(context, revealer),
    sealedRounds: new SealedRoundService(context, revealer),
    sessionClock: new SessionClock(context, { summaries: sessionSummaries, revealer, reminders }),
    secretWork: new SecretWork(context, revealer),
    sessionOutcomes: new SessionOutcomeService(context),
    sessions,
    sessionInvitations,
    sessionRehearsals: new SessionRehearsalService(context, sessions),
    sessionConsents: new SessionConsentService(context),
    sessionRuns: new SessionRunService(context, sessionSummaries),
    sessionTurnout: new SessionTurnoutService(context),
    sessionSummaries,
  };
}

/** Those of who comes by a guest link. */
function openGuestServices(
  context: ServiceContext,
  { mailChoices, requireFactor }: { mailChoices: MailChoiceService; requireFactor: boolean },
) {
  const locks = new GuestLocks(context.repos, requireFactor);
  const guestLinkNews = new GuestLinkNews(context, mailChoices);
  return {
    guestCards: new GuestCardService(context),
    guestClaims: new GuestClaimService(context),
    guestCodes: new GuestCodeService(context),
    guestJoining: new GuestJoiningService(context, guestLinkNews),
    guestLinkNews,
    guestKeys: new GuestKeyService(context, locks),
    guestLinks: new GuestLinkService(context),
    guestLobby: new GuestLobbyService(context),
    guests: new GuestService(context, locks),
  };
}
