import { json } from '@sveltejs/kit';
import { DomainError } from '$lib/domain/shared/errors';
import { answered } from '../../../../../../answers';
import type { RequestHandler } from './$types';

/** Takes a picture for the board: the body is the file, whatever its headers say it is. */
export const POST: RequestHandler = async ({ locals: { app, actor }, params, request }) => {
  const length = request.headers.get('content-length');
  const upload = {
    board: params.board,
    body: piecesOf(request.body),
    length: length === null ? null : Number(length),
  };
  return answered(async () => json(await app.services.uploads.add(actor, params.partnership, upload), { status: 201 }));
};

/** Not the stream's own iterator: that one hangs up when it is left early, and nobody would hear why. */
async function* piecesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  for (;;) {
    const piece = await reader?.read().catch(() => {
      throw new DomainError('upload.broken'); // the sender went away
    });
    if (!piece || piece.done) return;
    yield piece.value;
  }
}
