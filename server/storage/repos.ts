import type { Database } from './database.ts';
import { AuditRepo } from './repos/auditRepo.ts';
import { BoardRepo } from './repos/boardRepo.ts';
import { GuestLinkRepo } from './repos/guestLinkRepo.ts';
import { GuestRepo } from './repos/guestRepo.ts';
import { FactorRepo } from './repos/factorRepo.ts';
import { HalfSignInRepo } from './repos/halfSignInRepo.ts';
import { InstanceRepo } from './repos/instanceRepo.ts';
import { InvitationRepo } from './repos/invitationRepo.ts';
import { KnownDeviceRepo } from './repos/knownDeviceRepo.ts';
import { MailRepo } from './repos/mailRepo.ts';
import { MembershipRepo } from './repos/membershipRepo.ts';
import { OperationRepo } from './repos/operationRepo.ts';
import { OrganisationRepo } from './repos/organisationRepo.ts';
import { OwnTemplateRepo } from './repos/ownTemplateRepo.ts';
import { PartnershipRepo } from './repos/partnershipRepo.ts';
import { PasskeyRepo } from './repos/passkeyRepo.ts';
import { PersonRepo } from './repos/personRepo.ts';
import { ProbeRepo } from './repos/probeRepo.ts';
import { RemovalRepo } from './repos/removalRepo.ts';
import { ResetRepo } from './repos/resetRepo.ts';
import { ScopeRepo } from './repos/scopeRepo.ts';
import { SetupRepo } from './repos/setupRepo.ts';
import { SignInRepo } from './repos/signInRepo.ts';
import { TakenOffRepo } from './repos/takenOffRepo.ts';
import { ThrottleRepo } from './repos/throttleRepo.ts';
import { UploadRepo } from './repos/uploadRepo.ts';

/** Every repo, bound to one connection or one transaction. */
export interface Repos {
  audit: AuditRepo;
  boards: BoardRepo;
  guestLinks: GuestLinkRepo;
  guests: GuestRepo;
  factors: FactorRepo;
  halfSignIns: HalfSignInRepo;
  instance: InstanceRepo;
  invitations: InvitationRepo;
  knownDevices: KnownDeviceRepo;
  mails: MailRepo;
  memberships: MembershipRepo;
  operations: OperationRepo;
  organisations: OrganisationRepo;
  ownTemplates: OwnTemplateRepo;
  partnerships: PartnershipRepo;
  passkeys: PasskeyRepo;
  people: PersonRepo;
  probe: ProbeRepo;
  removals: RemovalRepo;
  resets: ResetRepo;
  scopes: ScopeRepo;
  setup: SetupRepo;
  signIns: SignInRepo;
  takenOff: TakenOffRepo;
  throttles: ThrottleRepo;
  uploads: UploadRepo;
}

export function openRepos(db: Database): Repos {
  return {
    audit: new AuditRepo(db),
    boards: new BoardRepo(db),
    guestLinks: new GuestLinkRepo(db),
    guests: new GuestRepo(db),
    factors: new FactorRepo(db),
    halfSignIns: new HalfSignInRepo(db),
    instance: new InstanceRepo(db),
    invitations: new InvitationRepo(db),
    knownDevices: new KnownDeviceRepo(db),
    mails: new MailRepo(db),
    memberships: new MembershipRepo(db),
    operations: new OperationRepo(db),
    organisations: new OrganisationRepo(db),
    ownTemplates: new OwnTemplateRepo(db),
    partnerships: new PartnershipRepo(db),
    passkeys: new PasskeyRepo(db),
    people: new PersonRepo(db),
    probe: new ProbeRepo(db),
    removals: new RemovalRepo(db),
    resets: new ResetRepo(db),
    scopes: new ScopeRepo(db),
    setup: new SetupRepo(db),
    signIns: new SignInRepo(db),
    takenOff: new TakenOffRepo(db),
    throttles: new ThrottleRepo(db),
    uploads: new UploadRepo(db),
  };
}
