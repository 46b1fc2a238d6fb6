import type { AuditEvent } from '$lib/domain/audit/auditEvent';
import type { AuditGroup } from '$lib/domain/audit/auditTrail';
import { m } from '$lib/messages/messages.js';

// Each by its name: asked for by a name made up at run time, every message there is would come with the page.
const EVENTS: Record<AuditEvent, () => string> = {
  'instance.setUp': m.audit_event_instance_setUp,
  'signIn.started': m.audit_event_signIn_started,
  'signIn.refused': m.audit_event_signIn_refused,
  'signIn.ended': m.audit_event_signIn_ended,
  'person.added': m.audit_event_person_added,
  'person.passwordSet': m.audit_event_person_passwordSet,
  'person.renamed': m.audit_event_person_renamed,
  'person.closed': m.audit_event_person_closed,
  'person.resetAsked': m.audit_event_person_resetAsked,
  'person.passwordReset': m.audit_event_person_passwordReset,
  'factor.added': m.audit_event_factor_added,
  'factor.removed': m.audit_event_factor_removed,
  'factor.refused': m.audit_event_factor_refused,
  'recovery.used': m.audit_event_recovery_used,
  'person.disabled': m.audit_event_person_disabled,
  'person.enabled': m.audit_event_person_enabled,
  'operator.added': m.audit_event_operator_added,
  'operator.removed': m.audit_event_operator_removed,
  'organisation.added': m.audit_event_organisation_added,
  'partnership.created': m.audit_event_partnership_created,
  'partnership.described': m.audit_event_partnership_described,
  'partnership.settingsChanged': m.audit_event_partnership_settingsChanged,
  'organisation.joined': m.audit_event_organisation_joined,
  'organisation.left': m.audit_event_organisation_left,
  'organisation.removalAsked': m.audit_event_organisation_removalAsked,
  'organisation.removalWithdrawn': m.audit_event_organisation_removalWithdrawn,
  'organisation.removed': m.audit_event_organisation_removed,
  'invitation.sent': m.audit_event_invitation_sent,
  'invitation.resent': m.audit_event_invitation_resent,
  'invitation.withdrawn': m.audit_event_invitation_withdrawn,
  'invitation.accepted': m.audit_event_invitation_accepted,
  'invitation.declined': m.audit_event_invitation_declined,
  'guestLink.made': m.audit_event_guestLink_made,
  'guestLink.closed': m.audit_event_guestLink_closed,
  'guestLink.opened': m.audit_event_guestLink_opened,
  'guest.joined': m.audit_event_guest_joined,
  'guest.renamed': m.audit_event_guest_renamed,
  'guest.muted': m.audit_event_guest_muted,
  'guest.unmuted': m.audit_event_guest_unmuted,
  'guest.removed': m.audit_event_guest_removed,
  'membership.added': m.audit_event_membership_added,
  'membership.changed': m.audit_event_membership_changed,
  'membership.removed': m.audit_event_membership_removed,
  'board.created': m.audit_event_board_created,
  'board.renamed': m.audit_event_board_renamed,
  'board.archived': m.audit_event_board_archived,
  'board.restored': m.audit_event_board_restored,
  'board.shared': m.audit_event_board_shared,
  'template.saved': m.audit_event_template_saved,
  'template.renamed': m.audit_event_template_renamed,
  'template.archived': m.audit_event_template_archived,
  'template.restored': m.audit_event_template_restored,
  'item.takenOff': m.audit_event_item_takenOff,
  'item.wordsShown': m.audit_event_item_wordsShown,
  'item.restored': m.audit_event_item_restored,
  'item.erased': m.audit_event_item_erased,
  'item.passedOn': m.audit_event_item_passedOn,
  'mail.tested': m.audit_event_mail_tested,
  'audit.exported': m.audit_event_audit_exported,
  'backup.made': m.audit_event_backup_made,
  'backup.restored': m.audit_event_backup_restored,
};

const GROUPS: Record<AuditGroup, () => string> = {
  signIn: m.audit_group_signIn,
  person: m.audit_group_person,
  factor: m.audit_group_factor,
  recovery: m.audit_group_recovery,
  operator: m.audit_group_operator,
  partnership: m.audit_group_partnership,
  organisation: m.audit_group_organisation,
  invitation: m.audit_group_invitation,
  guestLink: m.audit_group_guestLink,
  guest: m.audit_group_guest,
  membership: m.audit_group_membership,
  board: m.audit_group_board,
  template: m.audit_group_template,
  item: m.audit_group_item,
  mail: m.audit_group_mail,
  audit: m.audit_group_audit,
  backup: m.audit_group_backup,
  instance: m.audit_group_instance,
};

/** What happened, in a few words. */
export function eventWords(event: AuditEvent): string {
  return EVENTS[event]();
}

/** What a group of events is about. */
export function groupWords(group: AuditGroup): string {
  return GROUPS[group]();
}
