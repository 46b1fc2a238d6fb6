import type { Finding } from '../finding.ts';

const LOCAL = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;
const HOST = /[\p{L}\p{N}.-]/u;
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}/u;

/** Email addresses. They may be an office's, so they are only pointed out. */
export function findEmailAddresses(text: string): Finding[] {
  const found: Finding[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let from = at;
    while (from > 0 && LOCAL.test(text.charAt(from - 1)) && at - from < 64) from--;
    while (from < at && text.charAt(from) === '.') from++;
    let end = at + 1;
    while (end < text.length && HOST.test(text.charAt(end)) && end - at < 255) end++;
    const [domain] = DOMAIN.exec(text.slice(at + 1, end)) ?? [];
    if (from < at && domain) found.push({ kind: 'email', confidence: 'low', from, to: at + 1 + domain.length });
  }
  return found;
}
