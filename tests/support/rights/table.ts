import type { Actor } from '../../../src/lib/domain/access/actor.ts';
import { isVisiting } from '../../../src/lib/domain/access/actor.ts';
import { can } from '../../../src/lib/domain/access/can.ts';
import { INSTANCE } from '../../../src/lib/domain/access/rules.ts';
import type {
  OrganisationAction,
  OrganisationSubject,
  PartnershipAction,
  TakenOffAction,
} from '../../../src/lib/domain/access/rules.ts';
import type { Line } from './line.ts';
import { B, board, HERE, P } from './line.ts';
import type { Scene } from './scene.ts';
import { ended, SESSION_LINES } from './sessionLines.ts';

const anyone: Line = { may: () => true };
const signedIn: Line = { may: ({ kind }) => kind === 'person' };
/** Nobody but the board's guests; a sign-in counts before that. */
const guestOfBoard: Line = { may: ({ kind }) => kind === 'guest' };
const instance = (more: Partial<Line> = {}): Line => ({ may: (who) => can(who, 'instance.run', INSTANCE), ...more });
const partnership = (action: PartnershipAction, more: Partial<Line> = {}): Line => {
  return { may: (who) => can(who, action, { partnershipId: P }), ...more };
};
const own = ({ own: organisation }: Scene) => ({ organisation });
/** Of the asker's organisation, or of another one in which there is a convener. */
const organisation = (action: OrganisationAction, of: 'own' | 'another', patch: Partial<OrganisationSubject> = {}) => ({
  may: (who: Actor) =>
    can(who, action, {
      partnershipId: P,
      organisationId: of === 'own' && who.kind === 'person' ? who.organisationId : 'another',
      hasConvener: who.kind === 'person' && who.roles[P] === 'convener' && !isVisiting(who, P),
      askedBy: null,
      ...patch,
    }),
});
/** The asker reviews where their role lets them; else a convener does. */
const review = (action: TakenOffAction, nth: number, form: Line['form'] = () => ({})): Line => ({
  may: (who) => {
    // An operator on a visit is none of the members, of whom one reviews.
    const isTheirs =
      !isVisiting(who, P) &&
      can(who, 'board.takeOff', {
        id: B,
        partnershipId: P,
        archived: false,
        scope: { open: 'partnership' },
      });
    const reviewerId = isTheirs && who.kind === 'person' ? who.id : 'a convener';
    const subject = { id: B, partnershipId: P, archived: false, scope: { open: 'partnership' } as const };
    return can(who, action, { ...subject, reviewerId, orphaned: false });
  },
  params: ({ takenOff }) => ({ item: takenOff[nth] ?? '' }),
  form,
});
const ownCard = { card: 'a-card-of-twenty-one-' };
const ask = (scene: Scene, who: 'third' | 'asker', what: string, which = scene.params['organisation'] ?? '') =>
  scene[who].post(`/partnerships/${scene.params['partnership']}/people/organisations/${which}?/${what}`, {});

/**
 * Every entrance, in the order in which they are tried: what cannot be tried again once it was done comes last. `P` and
 * `B` stand for the scene's own partnership and board, in whose place the asker has their role.
 */
export const TABLE: Readonly<Record<string, Line>> = {
  'GET /': anyone,
  'GET /help': anyone,
  'GET /(public)/connection-check': anyone,
  'GET /(public)/worried': anyone,
  'GET /(public)/partnerships/[partnership]/worried': anyone,
  // Members, and guests of one of its boards.
  'GET /(public)/partnerships/[partnership]/privacy': {
    may: (who) => can(who, 'partnership.read', { partnershipId: P }) || (who.kind === 'guest' && B in who.boards),
  },
  'GET /(public)/setup': anyone,
  'POST /(public)/setup': anyone, // who is told that it is done
  'GET /(public)/sign-in': anyone,
  'POST /(public)/sign-in': anyone,
  'GET /(public)/join/[code]': anyone,
  'GET /(public)/sign-in/code': anyone,
  'POST /(public)/sign-in/code': anyone,
  'GET /(public)/sign-in/forgotten': anyone,
  'POST /(public)/sign-in/forgotten': anyone,
  'GET /(public)/sign-in/reset/[secret]': { may: () => false }, // without a link that holds
  'POST /(public)/sign-in/reset/[secret]': { may: () => false },
  'POST /(public)/sign-in/passkey': anyone,
  'PUT /(public)/sign-in/passkey': anyone,
  'GET /(public)/oidc/[provider]': { may: () => false, params: () => ({ provider: 'none' }) }, // there is none
  'GET /(public)/oidc/[provider]/callback': { may: () => false, params: () => ({ provider: 'none' }) },
  'GET /(public)/g': anyone,
  'GET /(public)/g/[code]': { ...anyone, params: guestCode },
  'POST /(public)/g/[code]': { ...anyone, params: guestCode },
  'GET /(public)/unsubscribe/[token]': { ...anyone, params: () => ({ token: 'none' }) }, // who is told that it is none
  'POST /(public)/unsubscribe/[token]': { may: () => false, params: () => ({ token: 'none' }) }, // without a link from a mail
  'POST /(public)/g?/code': anyone,
  'GET /(public)/g/key': anyone,
  'POST /(public)/g/key/passkey': { may: () => false }, // nobody is asked for their device's lock there
  'PUT /(public)/g/key/passkey': { may: () => false },
  'GET /(public)/g/boards/[board]': guestOfBoard,
  'GET /(public)/g/boards/[board]/summary/[session]': { ...guestOfBoard, ...ended },
  'POST /(public)/g/boards/[board]?/code': guestOfBoard,
  'GET /(app)/account/guest': signedIn,
  'POST /(app)/account/guest?/claim': { may: () => false }, // this browser was never a guest, or is nobody else
  'POST /(public)/language': anyone,
  'GET /(app)/account': signedIn,
  'GET /(app)/account/factors': signedIn,
  'POST /(app)/account/factors/passkeys': signedIn,
  'PUT /(app)/account/factors/passkeys': signedIn,
  'POST /(app)/account/factors?/begin': signedIn,
  'POST /(app)/account/factors?/cancel': signedIn,
  'POST /(app)/account/factors?/confirm': signedIn,
  'POST /(app)/account/factors?/remove': signedIn,
  'POST /(app)/account/factors?/removePasskey': { may: () => false }, // there is none
  'POST /(app)/account/factors?/renew': signedIn,
  'POST /(app)/account?/revokeOthers': signedIn,
  'GET /(app)/account/mails': signedIn,
  'POST /(app)/account/mails': signedIn,
  'GET /(app)/account/look': signedIn,
  'POST /(app)/account/look': signedIn,
  'GET /(app)/account/data': signedIn,
  'GET /(app)/account/data/download': signedIn,
  'POST /(app)/account?/rename': signedIn,
  'POST /(app)/account?/password': signedIn,
  'POST /(app)/account?/unlink': { may: () => false }, // there is nothing linked
  'POST /(app)/account/data?/close': signedIn, // which asks for the password
  'GET /(app)/search': signedIn,
  'GET /(app)/partnerships': signedIn,
  'GET /(app)/partnerships/new': signedIn,
  'POST /(app)/partnerships/new': signedIn,

  'GET /(app)/admin': instance(),
  'GET /(app)/admin/audit': instance(),
  'GET /(app)/admin/mails': instance(),
  'GET /(app)/admin/organisations': instance(),
  'GET /(app)/admin/organisations/[organisation]': instance(),
  'POST /(app)/admin/organisations/[organisation]': instance({ form: () => ({ domains: 'scene.example' }) }),
  'GET /(app)/admin/partnerships': instance(),
  'GET /(app)/admin/partnerships/[slug]': instance({ params: slugOfScene }),
  'GET /(app)/admin/people': instance(),
  'GET /(app)/admin/people/[person]': instance(),
  'POST /(app)/admin/audit/export': instance(),
  'POST /(app)/admin?/test': { may: () => false }, // there is no mail server
  'POST /(app)/admin/partnerships/[slug]?/enter': instance({ params: slugOfScene }),
  'POST /(app)/admin/partnerships/[slug]?/leave': { may: (who) => isVisiting(who, P), params: slugOfScene },
  'POST /(app)/admin/people/[person]?/addOperator': instance(),
  'POST /(app)/admin/people/[person]?/removeOperator': instance(),
  'POST /(app)/admin/people/[person]?/endSignIns': instance(),
  'POST /(app)/admin/people/[person]?/password': instance(),
  'POST /(app)/admin/people/[person]?/disable': instance(),
  'POST /(app)/admin/people/[person]?/enable': instance(),

  [`GET ${HERE}`]: partnership('partnership.read'),
  [`GET ${HERE}/people`]: partnership('partnership.read'),
  [`GET ${HERE}/people/[person]`]: partnership('partnership.read'),
  [`GET ${HERE}/people/invitations`]: partnership('people.manage'),
  [`GET ${HERE}/people/invite`]: partnership('people.manage'),
  [`GET ${HERE}/people/invite/link`]: partnership('people.manage'),
  [`GET ${HERE}/people/invite/organisation`]: partnership('people.manage'),
  [`GET ${HERE}/people/outbox`]: partnership('people.manage'),
  [`GET ${HERE}/people/outbox/[mail]`]: partnership('people.manage'),
  [`GET ${HERE}/people/organisations/[organisation]`]: partnership('people.manage'),
  [`GET ${HERE}/settings`]: partnership('partnership.settings'),
  [`GET ${HERE}/settings/about`]: partnership('partnership.settings'),
  [`GET ${HERE}/settings/audit`]: partnership('audit.read'),
  [`GET ${HERE}/settings/privacy`]: partnership('partnership.settings'),
  [`POST ${HERE}/settings/privacy?/officer`]: partnership('partnership.settings'),
  [`POST ${HERE}/settings/privacy?/contact`]: partnership('partnership.settings'),
  [`POST ${HERE}/settings/audit/export`]: partnership('audit.read'),
  [`POST ${HERE}/settings`]: partnership('partnership.settings', { form: () => ({ identifiers: 'hold' }) }),
  [`POST ${HERE}/settings/about`]: partnership('partnership.settings', { form: () => ({ name: 'Anew' }) }),

  [`GET ${HERE}/boards`]: partnership('partnership.read'),
  [`GET ${HERE}/boards/new`]: partnership('partnership.read'),
  [`GET ${HERE}/boards/new/archived`]: partnership('partnership.read'),
  [`GET ${HERE}/boards/new/[template]`]: partnership('partnership.read'),
  [`POST ${HERE}/boards/new`]: partnership('board.create', { form: () => ({ title: 'One more' }) }),
  [`GET ${HERE}/boards/[board]`]: board('board.read'),
  [`GET ${HERE}/boards/[board]/outline`]: board('board.read'),
  [`GET ${HERE}/boards/[board]/take-part`]: board('board.read'),
  [`GET ${HERE}/boards/[board]/take-part/news`]: board('board.read'),
  [`POST ${HERE}/boards/[board]/take-part?/add`]: board('board.edit', {
    form: () => ({ ...ownCard, words: 'A bench' }),
  }),
  [`POST ${HERE}/boards/[board]/take-part?/change`]: { may: () => false }, // it is a card of nobody's
  [`POST ${HERE}/boards/[board]/take-part?/remove`]: board('board.edit', { form: () => ownCard }),
  [`POST ${HERE}/boards/[board]/take-part?/show`]: board('board.edit'),
  [`GET ${HERE}/boards/[board]/sharing`]: board('board.share'),
  [`GET ${HERE}/boards/[board]/template`]: board('board.saveTemplate'),
  [`GET ${HERE}/boards/[board]/guests`]: board('board.guests'),
  [`POST ${HERE}/boards/[board]/guests?/make`]: board('board.guests'),
  [`POST ${HERE}/boards/[board]/guests?/rename`]: board('board.guests', { form: otherGuest }),
  [`POST ${HERE}/boards/[board]/guests?/mute`]: board('board.guests', { form: otherGuest }),
  [`POST ${HERE}/boards/[board]/guests?/unmute`]: board('board.guests', { form: otherGuest }),
  [`POST ${HERE}/boards/[board]/guests?/remove`]: board('board.guests', { form: otherGuest }),
  [`POST ${HERE}/boards/[board]/guests?/letIn`]: board('board.guests', {
    form: ({ guest }) => ({ guest: guest.waiting[0] ?? '' }),
  }),
  [`POST ${HERE}/boards/[board]/guests?/turnAway`]: board('board.guests', {
    form: ({ guest }) => ({ guest: guest.waiting[1] ?? '' }),
  }),
  [`POST ${HERE}/boards/[board]/guests?/makeCode`]: board('session.run', {
    form: ({ guest }) => ({ link: guest.link, hours: '3' }),
  }),
  [`POST ${HERE}/boards/[board]/guests?/endCode`]: board('board.guests', { form: guestLink }),
  [`POST ${HERE}/boards/[board]/guests?/closeToNewcomers`]: board('board.guests', { form: guestLink }),
  [`POST ${HERE}/boards/[board]/guests?/open`]: board('board.guests', { form: guestLink }),
  ...SESSION_LINES,
  [`GET ${HERE}/boards/[board]/ballots/[ballot]`]: board('board.read'),
  [`POST ${HERE}/boards/[board]/ballots/[ballot]`]: board('board.vote', { form: () => ({ 'vote-four': '1' }) }),
  [`POST ${HERE}/boards/[board]/take-part?/vote`]: board('board.vote', {
    form: ({ params }) => ({ ballot: params['ballot'] ?? '', 'vote-four': '1' }),
  }),
  [`POST ${HERE}/boards/[board]?/moreTime`]: board('board.read'),
  [`POST ${HERE}/boards/[board]/take-part?/removeSealed`]: { may: () => false }, // there are none
  // Nobody here is a device that people share.
  [`POST ${HERE}/boards/[board]/take-part?/beginTurn`]: { may: () => false, form: () => ({ kind: 'family' }) },
  [`POST ${HERE}/boards/[board]/take-part?/endTurn`]: { may: () => false },
  [`POST ${HERE}/boards/[board]/take-part?/moreTime`]: board('board.read'),
  [`GET ${HERE}/boards/[board]/files/[file]`]: board('board.read'),
  [`POST ${HERE}/boards/[board]/files`]: board('board.edit'),
  [`POST ${HERE}/boards/[board]?/gather`]: board('session.run', { form: () => ({ view: '0 0 10 10' }) }),
  [`POST ${HERE}/boards/[board]?/own`]: board('board.edit', { form: ({ round }) => ({ round }) }),
  [`POST ${HERE}/boards/[board]?/rename`]: board('board.rename', { form: () => ({ title: 'Anew' }) }),
  [`POST ${HERE}/boards/[board]?/takeOff`]: board('board.takeOff', { form: () => ({ item: 'four' }) }),
  [`POST ${HERE}/boards/[board]/template`]: board('board.saveTemplate', { form: () => ({ name: 'Mine' }) }),
  [`POST ${HERE}/boards/[board]/sharing`]: board('board.share', { form: () => ({ open: 'partnership' }) }),
  [`POST ${HERE}/boards/new/[template]?/rename`]: { ...template(), form: () => ({ name: 'Anew' }) },
  [`POST ${HERE}/boards/new/[template]?/archive`]: template(),
  [`POST ${HERE}/boards/new/archived?/restore`]: {
    ...template(),
    form: ({ params }) => ({ template: params['template'] ?? '' }),
  },

  [`GET ${HERE}/readiness`]: partnership('partnership.read'),
  [`GET ${HERE}/taken-off`]: partnership('partnership.read'),
  [`GET ${HERE}/taken-off/[item]`]: review('takenOff.review', 0),
  [`GET ${HERE}/taken-off/[item]/erase`]: review('takenOff.review', 0),
  [`POST ${HERE}/taken-off/[item]?/show`]: review('takenOff.review', 0),
  [`POST ${HERE}/taken-off/[item]?/passOn`]: review('takenOff.passOn', 0),
  [`POST ${HERE}/taken-off/[item]?/restore`]: review('takenOff.review', 1),
  [`POST ${HERE}/taken-off/[item]/erase`]: review('takenOff.review', 2),

  [`POST ${HERE}/people/invite`]: partnership('people.manage', {
    form: ({ own: into }) => ({ addresses: 'new@scene.example', role: 'viewer', organisation: into }),
  }),
  [`POST ${HERE}/people/invite/organisation`]: partnership('people.manage', {
    form: () => ({ address: 'organisation@scene.example' }),
  }),
  [`POST ${HERE}/people/invite/link`]: partnership('people.manage', {
    form: ({ own: into }) => ({ role: 'viewer', organisation: into, uses: '5' }),
  }),
  [`POST ${HERE}/people/outbox?/again`]: partnership('people.manage', {
    form: ({ params }) => ({ id: params['mail'] ?? '' }),
  }),
  [`POST ${HERE}/people/invitations?/resend`]: partnership('people.manage', { form: invitation }),
  [`POST ${HERE}/people/invitations?/withdraw`]: partnership('people.manage', { form: invitation }),
  [`POST ${HERE}/people/[person]?/role`]: {
    ...organisation('organisation.people', 'own'),
    form: () => ({ role: 'commenter' }),
  },
  [`POST ${HERE}/people/[person]?/standing`]: organisation('organisation.people', 'own'),
  [`POST ${HERE}/people/[person]?/term`]: organisation('organisation.people', 'own'),
  [`GET ${HERE}/people/[person]/hand-over`]: organisation('organisation.people', 'own'),
  [`POST ${HERE}/people/[person]/hand-over`]: organisation('organisation.people', 'own'),
  [`POST ${HERE}/people/[person]?/remove`]: organisation('organisation.people', 'own'),

  'POST /(public)/join/[code]?/accept': { may: () => false }, // it is for another address
  'POST /(public)/join/[code]?/ask': { may: () => false }, // it is no link for many
  'POST /(public)/join/[code]?/register': anyone,
  'POST /(public)/join/[code]?/decline': anyone,

  [`POST ${HERE}/people/organisations/[organisation]?/askRemoval`]: organisation('organisation.askRemoval', 'another'),
  [`POST ${HERE}/people/organisations/[organisation]?/keep`]: {
    // Only whoever asked before may ask no more.
    may: (who) => can(who, 'partnership.settings', { partnershipId: P }) && !isVisiting(who, P),
  },
  [`POST ${HERE}/people/organisations/[organisation]?/remove`]: {
    ...organisation('organisation.remove', 'another', { askedBy: 'a third' }),
    before: (scene) => ask(scene, 'third', 'askRemoval'),
  },
  [`POST ${HERE}/boards/[board]?/archive`]: board('board.archive'),
  [`POST ${HERE}/boards/[board]?/restore`]: board('board.restore', {}, { archived: true }),
  [`POST ${HERE}/boards?/restore`]: board(
    'board.restore',
    { form: ({ archived }) => ({ board: archived }) },
    { archived: true },
  ),
  [`POST ${HERE}/people/organisations/[organisation]?/leave`]: {
    ...organisation('organisation.leave', 'own'),
    params: own,
    form: () => ({ sure: 'on' }),
  },
  [`POST ${HERE}/people/[person]?/leave`]: {
    may: (who) => can(who, 'partnership.read', { partnershipId: P }) && !isVisiting(who, P),
  },

  [`POST ${HERE}/boards/[board]/guests?/closeForAll`]: board('board.guests', { form: guestLink }),
  'POST /(app)/account?/revoke': { may: () => false }, // of somebody else's device
  'POST /sign-out': anyone,
};

function template(): Line {
  return { may: (who) => can(who, 'template.manage', { partnershipId: P, by: 'a convener' }) };
}

/** How an entrance is asked for in a scene. */
export function addressOf(entrance: string, scene: Scene): { method: string; address: string } {
  const [method = '', route = ''] = entrance.split(' ');
  const params: Record<string, string> = { ...scene.params, ...TABLE[entrance]?.params?.(scene) };
  const path = route
    .replace(/\/\([a-z]+\)/g, '')
    .replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  return { method, address: path === '' ? '/' : path };
}

function slugOfScene({ params }: Scene): Record<string, string> {
  return { slug: params['partnership'] ?? '' };
}

function guestCode({ guest }: Scene): Record<string, string> {
  return { code: guest.code };
}

function guestLink({ guest }: Scene): Record<string, string> {
  return { link: guest.link };
}

function otherGuest({ guest }: Scene): Record<string, string> {
  return { guest: guest.id, guestName: 'Marcin' };
}

function invitation({ invitation: id }: Scene): Record<string, string> {
  return { id };
}

/** The asker as the table sees them: with their role in the scene's partnership, or their right on its board. */
export function inTable(actor: Actor, { partnershipId, params: { board: boardId = '' } }: Scene): Actor {
  if (actor.kind === 'guest') {
    const right = actor.boards[boardId];
    return { ...actor, boards: right ? { [B]: right } : {} };
  }
  if (actor.kind !== 'person') return actor;
  const { [partnershipId]: role, ...elsewhere } = actor.roles;
  const visiting = actor.visiting?.map((id) => (id === partnershipId ? P : id)) ?? [];
  return { ...actor, roles: role ? { ...elsewhere, [P]: role } : elsewhere, visiting };
}
