import { afterEach, expect, test } from 'vitest';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { newCard, newZone } from '../support/boards.ts';
import { PrivateWorld } from '../support/privateWorld.ts';

const CANARY = 'plover-canary-2Wn7Qs44k';

let here: PrivateWorld;
afterEach(() => here.end());

const page = async (step: string | null = null) =>
  here.world.services.zoneSheets.page(await here.ruth.actor(), here.slug, {
    ...{ board: here.board, session: here.session, step },
  });

test('sheets are the zones of a step with their prompts, who takes them in, and nothing that anybody wrote', async () => {
  here = await PrivateWorld.start({ authors: 'hidden' });
  await here.world.app.documents.change(`board/${here.board}`, { actorId: null }, (doc) => {
    const board = new BoardDoc(doc);
    board.addZone(newZone({ id: 'zone', title: 'What helps', prompt: 'One thing each' }), { by: null });
    board.addCards([newCard({ id: 'a', zone: 'zone', text: CANARY })], { by: null });
  });
  const sheets = await page();
  expect(sheets).toMatchObject({
    ...{ title: 'Health hub', lead: here.ruth.name, nameless: true, joining: null },
    step: { id: here.step, title: 'Write alone' },
    zones: [{ id: 'zone', title: 'What helps', prompt: 'One thing each' }],
  });
  expect(JSON.stringify(sheets)).not.toContain(CANARY);
  expect(await page(sheets.steps[1]?.id ?? '')).toMatchObject({ step: { title: 'Share' }, nameless: false });
});

test('they say how to join where the projector does, as long as the session is not over', async () => {
  here = await PrivateWorld.start();
  const ruth = await here.ruth.actor();
  const at = { board: here.board, session: here.session };
  const { id } = await here.world.guestLink(ruth, here.slug, { board: here.board, session: here.session });
  await here.world.services.sessionRooms.show(ruth, here.slug, { ...at, link: id });
  expect((await page()).joining?.address).toContain('/g/');
  await here.command({ is: 'end', step: here.step });
  expect((await page()).joining).toBeNull();
});

test('[F8] they are for who runs the session', async () => {
  here = await PrivateWorld.start();
  const who = await (await here.member()).actor();
  const asked = { board: here.board, session: here.session, step: null };
  await expect(here.world.services.zoneSheets.page(who, here.slug, asked)).rejects.toMatchObject({
    code: 'notAllowed',
  });
});
