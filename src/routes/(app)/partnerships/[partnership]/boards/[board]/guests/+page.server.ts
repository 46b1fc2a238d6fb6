import type { LinkDoor } from '$lib/domain/guests/guestLink';
import { readForm, refusedForm, shown, text } from '../../../../../../answers';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params: { partnership, board } }) => {
  const { boards, guestLinks, guestLobby, guests, sessions } = app.services;
  const [links, people, adults, waiting, { title, allowed }, planned] = await shown(
    Promise.all([
      guestLinks.list(actor, partnership, board),
      guests.list(actor, partnership, board),
      guestLinks.adults(actor, partnership, board),
      guestLobby.list(actor, partnership, board),
      boards.open(actor, partnership, board),
      sessions.list(actor, partnership, board),
    ]),
  );
  const open = planned.sessions.filter(({ is }) => is !== 'ended').map(({ id, title: name }) => ({ id, title: name }));
  return { links, people, adults, waiting, title, sessions: open, mayMake: allowed['session.run'] };
};

/** Does one thing to the guests of this board and answers as its forms expect. */
async function change<T>({ request }: RequestEvent, work: (form: FormData) => Promise<T>) {
  const form = await readForm(request);
  try {
    return await work(form);
  } catch (cause) {
    return refusedForm(cause, form);
  }
}

/** Person ids of those who were ticked. */
function adultsIn(form: FormData): string[] {
  return [...form.keys()].flatMap((name) => (name.startsWith('adult-') ? [name.slice('adult-'.length)] : []));
}

function setDoor(event: RequestEvent, door: LinkDoor) {
  const { locals, params } = event;
  return change(event, (form) => {
    const asked = { board: params.board, link: text(form, 'link'), door };
    return locals.app.services.guestLinks.setDoor(locals.actor, params.partnership, asked);
  });
}

function setMuted(event: RequestEvent, muted: boolean) {
  const { locals, params } = event;
  return change(event, (form) => {
    const asked = { board: params.board, guest: text(form, 'guest'), muted };
    return locals.app.services.guests.setMuted(locals.actor, params.partnership, asked);
  });
}

export const actions: Actions = {
  make: (event) =>
    change(event, async (form) => {
      const { locals, params } = event;
      await locals.app.services.guestLinks.make(locals.actor, params.partnership, {
        board: params.board,
        right: text(form, 'right'),
        audience: text(form, 'audience'),
        days: Number(text(form, 'days')),
        mostGuests: Number(text(form, 'mostGuests')),
        sharedBy: Number(text(form, 'sharedBy') || '1'),
        password: text(form, 'password'),
        lobby: text(form, 'lobby') === 'on',
        session: text(form, 'session'),
        moderators: adultsIn(form),
      });
      return { done: 'made' as const };
    }),
  closeToNewcomers: (event) => setDoor(event, 'closedToNewcomers'),
  open: (event) => setDoor(event, 'open'),
  closeForAll: (event) => setDoor(event, 'closed'),
  makeCode: (event) =>
    change(event, async (form) => {
      const { locals, params } = event;
      const asked = { board: params.board, link: text(form, 'link'), hours: Number(text(form, 'hours')) };
      await locals.app.services.guestCodes.make(locals.actor, params.partnership, asked);
      return { done: 'codeMade' as const };
    }),
  endCode: (event) =>
    change(event, async (form) => {
      const { locals, params } = event;
      const asked = { board: params.board, link: text(form, 'link') };
      await locals.app.services.guestCodes.end(locals.actor, params.partnership, asked);
      return { done: 'codeEnded' as const };
    }),
  letIn: (event) =>
    change(event, async (form) => {
      const { locals, params } = event;
      const asked = { board: params.board, guest: text(form, 'guest') };
      await locals.app.services.guestLobby.letIn(locals.actor, params.partnership, asked);
      return { done: 'letIn' as const };
    }),
  turnAway: (event) =>
    change(event, async (form) => {
      const { locals, params } = event;
      const asked = { board: params.board, guest: text(form, 'guest') };
      await locals.app.services.guestLobby.turnAway(locals.actor, params.partnership, asked);
      return { done: 'turnedAway' as const };
    }),
  mute: (event) => setMuted(event, true),
  unmute: (event) => setMuted(event, false),
  rename: (event) =>
    change(event, (form) => {
      const { locals, params } = event;
      const asked = { board: params.board, guest: text(form, 'guest'), name: text(form, 'guestName') };
      return locals.app.services.guests.rename(locals.actor, params.partnership, asked);
    }),
  remove: (event) =>
    change(event, (form) => {
      const { locals, params } = event;
      const asked = { board: params.board, guest: text(form, 'guest') };
      return locals.app.services.guests.remove(locals.actor, params.partnership, asked);
    }),
};
