import { Readable } from 'node:stream';
import type { PictureType } from '$lib/domain/uploads/picture';
import { answered } from '../../../../../../../answers';
import type { RequestEvent, RequestHandler } from './$types';

const ENDINGS: Record<PictureType, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
};

/** A picture of the board. Nothing in it can run, wherever it is opened, and rights are judged each time it is asked for. */
export const GET: RequestHandler = (event) =>
  answered(async () => {
    const { file, headers } = await find(event);
    if (event.request.headers.get('if-none-match') === headers.etag)
      return new Response(null, { status: 304, headers });
    const body = Readable.toWeb(await file.open()) as ReadableStream<Uint8Array>;
    return new Response(body, { headers: { ...headers, ...entity(file) } });
  });

/** On its own, since nobody would read what is opened. */
export const HEAD: RequestHandler = (event) =>
  answered(async () => {
    const { file, headers } = await find(event);
    return new Response(null, { headers: { ...headers, ...entity(file) } });
  });

async function find({ locals: { app, actor }, params }: RequestEvent) {
  const file = await app.services.uploads.open(actor, params.partnership, params);
  const headers = {
    'cache-control': 'private, no-cache',
    etag: `"${file.sha}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'content-disposition': `inline; filename="${file.id}.${ENDINGS[file.mediaType]}"`,
    'accept-ranges': 'none',
  };
  return { file, headers };
}

function entity({ mediaType, bytes }: { mediaType: PictureType; bytes: number }) {
  return { 'content-type': mediaType, 'content-length': String(bytes) };
}
