import { resolve } from '$app/paths';
import type { PictureDesk, SendResult } from '$lib/board/pictures/pictures.svelte';
import type { BoardPage } from '$lib/domain/boards/boardRecord';
import { m } from '$lib/messages/messages.js';

/** Where the pictures of a board are, and how new ones get there. */
export function pictureDesk(board: () => BoardPage): PictureDesk {
  const route = '/(app)/partnerships/[partnership]/boards/[board]/files';
  const address = () => resolve(route, { partnership: board().partnership.slug, board: board().id });
  return {
    title: () => board().title,
    addressOf: (file) => `${address()}/${file}`,
    send: (picture, { told, signal }) => send(address(), picture, { told, signal }),
  };
}

/** Not by `fetch`, which does not tell how much has gone. */
function send(address: string, picture: Blob, { told, signal }: Parameters<PictureDesk['send']>[1]) {
  return new Promise<SendResult>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const failed = () => reject(new Error('the picture did not get through'));
    request.open('POST', address);
    request.setRequestHeader('content-type', picture.type);
    request.upload.addEventListener('progress', ({ loaded, total }) => told(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => resolve(resultOf(request.status, request.responseText)));
    for (const end of ['error', 'abort', 'timeout'] as const) request.addEventListener(end, failed);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(picture);
  });
}

function resultOf(status: number, text: string): SendResult {
  const { file, message } = answerIn(text);
  if (status === 201 && typeof file === 'string') return { is: 'kept', file };
  if (status === 401) return { is: 'refused', words: m.pictures_not_signedIn() };
  return { is: 'refused', words: typeof message === 'string' ? message : m.pictures_refused() };
}

/** A proxy on the way may answer in any way. */
function answerIn(text: string): Record<string, unknown> {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
