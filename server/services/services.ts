import type { SignIns } from '../auth/signIns.ts';
import type { Postman } from '../mail/postman.ts';
import { AccountService } from './accounts.ts';
import { AuditService } from './audit.ts';
import { BoardLists } from './boardLists.ts';
import { BoardMaker } from './boardMaker.ts';
import { BoardProjection } from './boardProjection.ts';
import { BoardService } from './boards.ts';
import type { ServiceContext } from './context.ts';
import { GuestJoiningService } from './guestJoining.ts';
import { GuestLinkService } from './guestLinks.ts';
import { GuestService } from './guests.ts';
import { FactorProof } from './factorProof.ts';
import { FactorService } from './factors.ts';
import { InstanceService } from './instance.ts';
import { InvitationService } from './invitations.ts';
import { JoiningService } from './joining.ts';
import { MailService } from './mail.ts';
import { MemberService } from './members.ts';
import { OrganisationService } from './organisations.ts';
import { OwnAccountService } from './ownAccount.ts';
import { OwnTemplateService } from './ownTemplates.ts';
import { PartnershipService } from './partnerships.ts';
import { PasskeyService } from './passkeys.ts';
import { PeopleService } from './people.ts';
import { ResetService } from './resets.ts';
import { SecondStepService } from './secondStep.ts';
import { RegisterService } from './register.ts';
import { SetupService } from './setup.ts';
import { SignInOpener } from './signInOpener.ts';
import { TakenOffService } from './takenOff.ts';
import { TakenOffKeeper } from './takenOffKeeper.ts';
import { TakenOffReview } from './takenOffReview.ts';
import { TemplateService } from './templates.ts';
import { UploadService } from './uploads.ts';

/** Every use case. `people`, `register`, `maker` and `takenOffKeeper` ask for no actor: they
 * are for set-up, the operator's commands and the start. */
export interface Services {
  accounts: AccountService;
  audit: AuditService;
  boards: BoardService;
  guestJoining: GuestJoiningService;
  guestLinks: GuestLinkService;
  guests: GuestService;
  factors: FactorService;
  instance: InstanceService;
  invitations: InvitationService;
  joining: JoiningService;
  mail: MailService;
  maker: BoardMaker;
  members: MemberService;
  organisations: OrganisationService;
  ownAccount: OwnAccountService;
  ownTemplates: OwnTemplateService;
  partnerships: PartnershipService;
  passkeys: PasskeyService;
  people: PeopleService;
  projection: BoardProjection;
  resets: ResetService;
  secondStep: SecondStepService;
  register: RegisterService;
  setup: SetupService;
  takenOff: TakenOffService;
  takenOffKeeper: TakenOffKeeper;
  takenOffReview: TakenOffReview;
  templates: TemplateService;
  uploads: UploadService;
}

/** `postman` is null where the deployment has no mail server. */
export function openServices(
  context: ServiceContext,
  { signIns, postman, dataDir }: { signIns: SignIns; postman: Postman | null; dataDir: string },
): Services {
  const lists = new BoardLists(context);
  const templates = new TemplateService();
  const maker = new BoardMaker(context, templates);
  const people = new PeopleService(context);
  const mail = new MailService(context, postman);
  const opener = new SignInOpener(context, signIns);
  const proof = new FactorProof(context, { knownDevices: opener.knownDevices, mail });
  const secondStep = new SecondStepService(context, { opener, proof });
  const projection = new BoardProjection(context);
  const keeper = new TakenOffKeeper(context, projection);
  const accounts = new AccountService(context, { opener, secondStep });
  const register = new RegisterService(context);
  return {
    accounts,
    audit: new AuditService(context),
    boards: new BoardService(context, { lists, maker, projection }),
    factors: new FactorService(context, { proof, mail }),
    guestJoining: new GuestJoiningService(context),
    guestLinks: new GuestLinkService(context),
    guests: new GuestService(context),
    instance: new InstanceService(context, { accounts, mail, register, dataDir }),
    invitations: new InvitationService(context, mail),
    joining: new JoiningService(context, people),
    mail,
    maker,
    members: new MemberService(context),
    organisations: new OrganisationService(context, lists),
    ownAccount: new OwnAccountService(context, { lists, mail }),
    ownTemplates: new OwnTemplateService(context, templates),
    partnerships: new PartnershipService(context, { lists, people }),
    passkeys: new PasskeyService(context, { opener, proof, mail }),
    people,
    projection,
    resets: new ResetService(context, mail),
    secondStep,
    register,
    setup: new SetupService(context, people),
    takenOff: new TakenOffService(context, keeper),
    takenOffKeeper: keeper,
    takenOffReview: new TakenOffReview(context, keeper),
    templates,
    uploads: new UploadService(context),
  };
}
