import { HELEN, RUTH, SANA, cookieHeader, expect, openBoard, test } from '../support/e2e.ts';
import { addCard, cardOf } from '../support/boardPage.ts';
import { joinWithStockClient } from '../support/stockClient.ts';
import { newCard } from '../support/boards.ts';

test('a stock y-websocket client sees the cards and adds one that appears on the page', async ({
  signedIn,
  newBoard,
  server,
}) => {
  const { id, url } = await newBoard();
  const [ruth, sana] = await Promise.all([signedIn(RUTH), signedIn(SANA)]);
  await openBoard(ruth, url);
  await addCard(ruth, 'from the page', { x: 420, y: 300 });
  const program = joinWithStockClient(server.url, id, await cookieHeader(sana.context()));
  await program.synced;
  await expect.poll(() => [...program.board.items()].map(({ text }) => text)).toContain('from the page');
  program.board.addCards(
    [newCard({ id: 'from-a-program', by: 'someone else', text: 'from a program', at: [600, 300] })],
    { by: null },
  );
  await expect(cardOf(ruth, 'from a program')).toBeVisible();
  await expect(cardOf(ruth, 'from a program')).toHaveAccessibleName(/Sana Iqbal/);
  program.leave();
});

test('without a sign-in it is turned away with 4401', async ({ newBoard, server }) => {
  const { id } = await newBoard();
  const program = joinWithStockClient(server.url, id, null);
  expect(await program.closed).toBe(4401);
  expect(program.board.count).toBe(0);
  program.leave();
});

test('what a viewer’s program writes is refused and reaches nobody', async ({ signedIn, newBoard, server }) => {
  const { id, url } = await newBoard();
  const [ruth, helen] = await Promise.all([signedIn(RUTH), signedIn(HELEN)]);
  await openBoard(ruth, url);
  await addCard(ruth, 'to be read', { x: 420, y: 300 });
  const program = joinWithStockClient(server.url, id, await cookieHeader(helen.context()));
  await program.synced;
  await expect.poll(() => program.board.count).toBe(1);
  program.board.addCards([newCard({ id: 'unasked', text: 'unasked', at: [600, 300] })], { by: null });
  expect(await program.closed).toBe(4403);
  program.leave();
  await addCard(ruth, 'the board goes on', { x: 420, y: 520 });
  await ruth.reload();
  await expect(cardOf(ruth, 'the board goes on')).toBeVisible();
  await expect(cardOf(ruth, 'unasked')).toHaveCount(0);
});

test('a board that is not there, or not theirs, is turned away with one code', async ({ signedIn, server }) => {
  const ruth = await signedIn(RUTH);
  const program = joinWithStockClient(server.url, 'no-such-board', await cookieHeader(ruth.context()));
  expect([4403, 4404]).toContain(await program.closed);
  program.leave();
});
