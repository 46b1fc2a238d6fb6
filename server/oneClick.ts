import type { IncomingMessage, ServerResponse } from 'node:http';
import { isDomainError } from '../src/lib/domain/shared/errors.ts';
import type { Log } from './log/log.ts';
import type { MailChoiceService } from './services/mailChoices.ts';

const ADDRESS = /^\/unsubscribe\/([\w-]{1,500})$/;

/**
 * Answers a mail program's own button (RFC 8058): it sends the link of a mail's header a form, without cookies and without
 * an Origin, which every form of a browser has. The page at the same address is for people. False when it is none of these.
 */
export function answerOneClick(
  { choices, log }: { choices: MailChoiceService; log: Log },
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const token = ADDRESS.exec(request.url ?? '')?.[1];
  if (token === undefined || request.method !== 'POST' || request.headers.origin !== undefined) return false;
  request.resume();
  choices.unsubscribe(token).then(
    () => end(response, 200),
    (error: unknown) => {
      if (!isDomainError(error)) log.error({ err: error }, 'a mail could not be stopped');
      end(response, isDomainError(error) ? 404 : 500);
    },
  );
  return true;
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end();
}
