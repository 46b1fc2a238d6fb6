import { afterEach, describe, expect, test } from 'vitest';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { instant } from '../../src/lib/domain/shared/surroundings.ts';
import { markWriting } from '../../src/lib/domain/boards/privateSheet.ts';
import type { Documents } from '../../server/documents/documents.ts';
import type { ServiceContext } from '../../server/services/context.ts';
import { Revealer } from '../../server/services/revealer.ts';
import { closeCodes } from '../../src/lib/protocol/closeCodes.ts';
import { openRepos } from '../../server/storage/repos.ts';
import { sheetsOf } from '../../server/documents/sheets.ts';
import { holds } from '../support/canaries.ts';
import { eventually, PrivateWorld } from '../support/privateWorld.ts';
import { RawClient, until } from '../support/syncClients.ts';

let here: PrivateWorld;
afterEach(() => here.end());

const CODE = expect.objectContaining({ code: 'notAllowed' });

describe('private cards', () => {
  test('[F11] reach nobody before the reveal, and then everyone, as one change', async () => {
    here = await PrivateWorld.start();
    const [ana, ben] = [await here.member(), await here.member()];
    const ruth = await here.ruthsCookie();
    const boards = [await here.open(ruth, 'board'), await here.open(ben.cookie, 'board')];
    const sheet = await here.open(ana.cookie, 'mine', 'ana');
    const canary = 'kestrel-canary-4Yw8Qz01';
    await here.write(sheet, canary);
    await here.write(await here.open(ben.cookie, 'mine', 'ben'), 'From Ben');
    await eventually(async () => (await here.secret()).counted.cards === 2, 'both cards counted');
    for (const who of [ruth, ben.cookie, 'ben'])
      expect(holds(Buffer.concat(here.heard.get(who) ?? []), canary)).toBe(false);
    expect(await here.texts()).toEqual([]);

    const before = boards.map(({ frames }) => frames.filter((frame) => frame === 'update').length);
    await here.reveal();
    await until(() => boards.every(({ doc }) => [...new BoardDoc(doc).items()].length === 2), 'both cards at everyone');
    expect(boards.map(({ frames }) => frames.filter((frame) => frame === 'update').length)).toEqual(
      before.map((count) => count + 1),
    );
    const byAuthor = Object.fromEntries((await here.cards()).map(({ text, by }) => [text, by]));
    expect(byAuthor).toEqual({ [canary]: ana.id, 'From Ben': ben.id });
    expect(await here.world.app.documents.named(sheetsOf((await here.secret()).round))).toEqual([]);
    expect((await here.secret()).state).toBe('revealed');
  });

  test('[F11] are opened by their writer alone, whatever address somebody asks for', async () => {
    here = await PrivateWorld.start();
    const [ana, vic] = [await here.member(), await here.member('viewer')];
    const other = await here.world.person({ in: await here.world.partnership() });
    const stranger = here.world.cookie(await here.world.signIn(other));
    const sheet = await here.open(ana.cookie, 'mine', 'ana');
    await here.write(sheet, 'Only mine');
    for (const cookie of [vic.cookie, stranger]) {
      expect((await here.open(cookie, 'mine')).closed?.reason).toBe('noAccess');
    }
    const { round } = await here.secret();
    for (const path of [`mine/${round}`, `mine/${round}/${ana.id}`, `mine%2F${round}%2F${ana.id}`]) {
      const hostile = new RawClient({ url: here.url }, null, { cookie: await here.ruthsCookie(), path });
      await until(() => hostile.closed !== null, `an answer about ${path}`);
      expect(hostile.frames).toEqual([]);
    }
    // The facilitator's own sheet is another one.
    const own = await here.open(await here.ruthsCookie(), 'mine', 'ruth');
    expect([...new BoardDoc(own.doc).items()]).toEqual([]);
    const guest = await here.guest();
    const theirs = await here.open(guest.cookie, 'mine', 'guest');
    await here.write(theirs, 'From a guest');
    await here.reveal();
    expect(await here.texts()).toEqual(['From a guest', 'Only mine']);
    const byGuest = (await here.cards()).find(({ text }) => text === 'From a guest');
    expect(byGuest?.by).toBe(guest.actor.id);
  });

  test('[F12] whoever presses twice, or at once, reveals once', async () => {
    here = await PrivateWorld.start();
    const sheet = await here.open((await here.member()).cookie, 'mine', 'ana');
    for (const text of ['One', 'Two', 'Three']) await here.write(sheet, text);
    await Promise.all([here.reveal(), here.reveal(), here.reveal()]);
    await here.reveal();
    expect(await here.texts()).toEqual(['One', 'Three', 'Two']);
  });

  test('[F13] without authors nothing says whose a card is, not even its id, time or order', async () => {
    here = await PrivateWorld.start({ authors: 'hidden' });
    const [ana, ben] = [await here.member(), await here.member()];
    const sheets = [await here.open(ana.cookie, 'mine', 'ana'), await here.open(ben.cookie, 'mine', 'ben')];
    const ids: string[] = [];
    for (let nth = 0; nth < 10; nth++) {
      for (const [who, sheet] of sheets.entries()) ids.push(await here.write(sheet, `${who}-${nth}`));
    }
    await here.reveal();
    const cards = await here.cards();
    expect(cards).toHaveLength(20);
    for (const { id, by } of cards) {
      expect(by).toBeNull();
      expect(ids).not.toContain(id);
    }
    const inOrder = [...cards].sort((a, b) => a.at[1] - b.at[1] || a.at[0] - b.at[0]).map(({ text }) => text);
    // Neither one writer after the other, nor in turns: by chance that happens once in forty thousand times.
    const writers = inOrder.map((text) => text[0]).join('');
    expect(writers).not.toMatch(/^(0+1+|1+0+|(01)+|(10)+)$/);
    const state = await here.world.app.documents.read(`board/${here.board}`, (doc) => JSON.stringify(doc.toJSON()));
    for (const { id } of [ana, ben]) expect(state).not.toContain(id);
    const refused = here.world.services.privateRounds.revealOf(await here.ruth.actor(), here.slug, {
      ...(await here.round()),
      person: ana.id,
    });
    await expect(refused).rejects.toEqual(CODE);
  });

  test('[F14] a reveal is taken back with what became of its cards, and made again', async () => {
    here = await PrivateWorld.start();
    const ana = await here.member();
    await here.write(await here.open(ana.cookie, 'mine', 'ana'), 'A bench');
    await here.reveal();
    const [card] = await here.cards();
    await here.world.app.documents.change(`board/${here.board}`, { actorId: null }, (doc) =>
      new BoardDoc(doc).restyle([card?.id ?? ''], { colour: 'rose' }, { by: null }),
    );
    await Promise.all([here.takeBack(), here.takeBack()]);
    expect(await here.texts()).toEqual([]);
    expect((await here.secret()).state).toBe('takenBack');
    await here.reveal();
    expect(await here.cards()).toMatchObject([{ text: 'A bench', by: ana.id, look: { colour: 'rose' } }]);
  });

  test('[F15] what somebody who was sent away wrote is not revealed', async () => {
    here = await PrivateWorld.start();
    const [ana, ben] = [await here.member(), await here.member()];
    await here.write(await here.open(ana.cookie, 'mine', 'ana'), 'Stays');
    const sheet = await here.open(ben.cookie, 'mine', 'ben');
    await here.write(sheet, 'Goes');
    await here.world.services.people.setRole({ slug: here.slug, email: ben.email, role: 'viewer' });
    await until(() => sheet.closed !== null, 'the end of their line');
    await here.reveal();
    expect(await here.texts()).toEqual(['Stays']);
    expect(await here.world.app.documents.named(sheetsOf((await here.secret()).round))).toHaveLength(1);
  });

  test('[F16] a card that is being typed is not cut off: its writer says when', async () => {
    here = await PrivateWorld.start();
    const ana = await here.member();
    const sheet = await here.open(ana.cookie, 'mine', 'ana');
    await here.write(sheet, 'Done');
    const typing = await here.write(sheet, 'Half a sent');
    sheet.edit((doc) => markWriting(doc, typing));
    await sheet.settled();
    await eventually(async () => (await here.secret()).counted.writers.length === 1, 'who is writing');
    expect((await here.secret()).counted.writers).toEqual([ana.name]);
    await here.reveal();
    expect(await here.texts()).toEqual(['Done']);
    await here.world.services.privateRounds.revealOwn(await ana.actor(), here.slug, await here.round());
    expect(await here.texts()).toEqual(['Done', 'Half a sent']);
  });

  test('[F16] whoever comes back in the midst of a reveal, or while it is taken back, is asked to come again', async () => {
    here = await PrivateWorld.start();
    const ana = await here.member();
    await here.write(await here.open(ana.cookie, 'mine', 'ana'), 'A bench');
    const { privateRounds } = openRepos(here.world.app.db);
    const { round } = await here.secret();
    const knock = async () => (await here.open(ana.cookie, 'mine', 'again')).closed?.code;
    await privateRounds.move(round, { from: 'writing', to: 'revealing' });
    expect(await knock()).toBe(closeCodes.restarting);
    await privateRounds.move(round, { from: 'revealing', to: 'writing' });
    await here.reveal();
    expect(await knock()).toBeUndefined();
    await here.takeBack();
    expect(await knock()).toBe(closeCodes.restarting);
  });

  test('[F16] what was written without a line is not lost: it is its writer’s until they say', async () => {
    here = await PrivateWorld.start();
    const ana = await here.member();
    await here.reveal();
    const late = await here.open(ana.cookie, 'mine', 'ana');
    await here.write(late, 'From the train');
    expect(await here.texts()).toEqual([]);
    await here.world.services.privateRounds.revealOwn(await ana.actor(), here.slug, await here.round());
    expect(await here.texts()).toEqual(['From the train']);
  });

  test('[F17] are read before the reveal only where writers were told so, without authors, and may be held back', async () => {
    here = await PrivateWorld.start({ checked: true });
    const { privateRounds } = here.world.services;
    const ana = await here.member();
    const sheet = await here.open(ana.cookie, 'mine', 'ana');
    const id = await here.write(sheet, 'About somebody');
    await here.write(sheet, 'A bench');
    const ruth = await here.ruth.actor();
    const cards = await privateRounds.unrevealed(ruth, here.slug, await here.round());
    expect(cards.map(({ text }) => text).sort()).toEqual(['A bench', 'About somebody']);
    expect(JSON.stringify(cards)).not.toContain(ana.id);
    expect(JSON.stringify(cards)).not.toContain(id);
    await expect(privateRounds.unrevealed(await ana.actor(), here.slug, await here.round())).rejects.toEqual(CODE);
    const card = cards.find(({ text }) => text === 'About somebody')?.id ?? '';
    await privateRounds.hold(ruth, here.slug, { ...(await here.round()), card, held: true });
    await here.reveal();
    expect(await here.texts()).toEqual(['A bench']);
    await privateRounds.hold(ruth, here.slug, { ...(await here.round()), card, held: false });
    expect(await here.texts()).toEqual(['A bench', 'About somebody']);
  });

  test('[F17] are read by nobody where writers were not told', async () => {
    here = await PrivateWorld.start();
    const read = here.world.services.privateRounds.unrevealed(await here.ruth.actor(), here.slug, await here.round());
    await expect(read).rejects.toEqual(CODE);
  });

  test('[F18] outlive a restart while they are written and while they are revealed', async () => {
    here = await PrivateWorld.start();
    const ana = await here.member();
    await here.write(await here.open(ana.cookie, 'mine', 'ana'), 'Before the restart');
    const { round } = await here.secret();
    await here.hangUp();
    await here.world.restart();
    await here.listen();
    expect((await here.secret()).round).toBe(round);
    expect(await here.texts()).toEqual([]);
    await here.write(await here.open(ana.cookie, 'mine', 'ana'), 'After the restart');
    // The server went down just after it had begun to reveal.
    await here.hangUp();
    await openRepos(here.world.app.db).privateRounds.move(round, { from: 'writing', to: 'revealing' });
    await here.world.restart();
    await here.listen();
    expect(await here.texts()).toEqual(['After the restart', 'Before the restart']);
    expect((await here.secret()).state).toBe('revealed');
  });

  test('[F18] a reveal that the disk refuses leaves them as they were, and goes through the next time', async () => {
    here = await PrivateWorld.start();
    await here.write(await here.open((await here.member()).cookie, 'mine', 'ana'), 'Still here');
    const { app } = here.world;
    const [round] = await openRepos(app.db).privateRounds.ofSession(here.session);
    if (!round) throw new Error('no round');
    const full: Documents = Object.create(app.documents, {
      change: { value: () => Promise.reject(new DomainError('storage.unavailable')) },
      read: { value: app.documents.read.bind(app.documents) },
      named: { value: app.documents.named.bind(app.documents) },
    });
    const parts = { db: app.db, repos: openRepos(app.db), events: app.events, log: app.log };
    const surroundings = { now: () => instant(Date.now()), newId: () => 'never asked' };
    const revealer = new Revealer({ ...parts, surroundings, documents: full } as ServiceContext);
    await expect(revealer.reveal(round)).rejects.toEqual(expect.objectContaining({ code: 'storage.unavailable' }));
    expect([(await here.secret()).state, await here.texts()]).toEqual(['writing', []]);
    await here.reveal();
    expect(await here.texts()).toEqual(['Still here']);
  });

  test('[F19] are revealed by themselves when the time is up, where the step says so', async () => {
    here = await PrivateWorld.start({ reveal: 'timeUp' });
    await here.write(await here.open((await here.member()).cookie, 'mine', 'ana'), 'In time');
    await here.timeIsUp();
    await here.command({ is: 'pause', step: here.step });
    await here.command({ is: 'resume', step: here.step });
    await eventually(async () => (await here.texts()).length === 1, 'the reveal');
  });

  test('[F12] one writer at a time, where names are shown', async () => {
    here = await PrivateWorld.start();
    const { privateRounds } = here.world.services;
    const [ana, ben] = [await here.member(), await here.member()];
    await here.write(await here.open(ana.cookie, 'mine', 'ana'), 'Ana’s');
    await here.write(await here.open(ben.cookie, 'mine', 'ben'), 'Ben’s');
    const ruth = await here.ruth.actor();
    const waiting = await privateRounds.waiting(ruth, here.slug, await here.round());
    expect(waiting.map(({ id }) => id).sort()).toEqual([ana.id, ben.id].sort());
    await privateRounds.revealOf(ruth, here.slug, { ...(await here.round()), person: ben.id });
    expect(await here.texts()).toEqual(['Ben’s']);
    await here.reveal();
    expect(await here.texts()).toEqual(['Ana’s', 'Ben’s']);
  });
});
