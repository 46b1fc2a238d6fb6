/** An element of a document that was read. */
export interface XmlElement {
  name: string;
  attributes: ReadonlyMap<string, string>;
}

const NAME = /^[A-Za-z][\w:-]*/;
/** What XML 1.0 may hold. */
const LEGAL = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Reads a document as strictly as XML asks and returns its elements and words; throws at the first thing that is wrong. */
export function readXml(source: string): { elements: XmlElement[]; words: string } {
  if (!LEGAL.test(source)) throw new Error('a character that no XML may hold');
  const elements: XmlElement[] = [];
  const open: string[] = [];
  let [at, words] = [0, ''];
  while (at < source.length) {
    const next = source.indexOf('<', at);
    const text = source.slice(at, next < 0 ? undefined : next);
    if (open.length === 0 && text.trim() !== '') throw new Error(`words outside: ${text}`);
    words += resolved(text);
    if (next < 0) break;
    const end = endOfTag(source, next);
    const inside = source.slice(next + 1, end);
    at = end + 1;
    if (inside.startsWith('/')) {
      if (open.pop() !== inside.slice(1)) throw new Error(`closes what is not open: ${inside}`);
      continue;
    }
    const element = readTag(inside.replace(/\/$/, ''));
    if (open.length === 0 && elements.length > 0) throw new Error('more than one root');
    elements.push(element);
    if (!inside.endsWith('/')) open.push(element.name);
  }
  if (open.length > 0 || elements.length === 0) throw new Error(`not closed: ${open.join(' ')}`);
  return { elements, words };
}

/** Where a tag ends: a quoted value may hold its bracket. */
function endOfTag(source: string, from: number): number {
  let quote = '';
  for (let at = from + 1; at < source.length; at++) {
    const letter = source[at] ?? '';
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return at;
  }
  throw new Error('a tag without an end');
}

function readTag(inside: string): XmlElement {
  const name = NAME.exec(inside)?.[0];
  if (name === undefined) throw new Error(`no name: ${inside}`);
  const attributes = new Map<string, string>();
  let rest = inside.slice(name.length);
  while (rest.trim() !== '') {
    const [all, key, value] = /^\s+([A-Za-z][\w:-]*)="([^"<]*)"/.exec(rest) ?? [];
    if (all === undefined || key === undefined || value === undefined) throw new Error(`no attribute: ${rest}`);
    if (attributes.has(key)) throw new Error(`said twice: ${key}`);
    attributes.set(key, resolved(value));
    rest = rest.slice(all.length);
  }
  return { name, attributes };
}

function resolved(text: string): string {
  const known: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&([^;&]*);?/g, (all, said: string) => {
    const letter = said.startsWith('#') ? String.fromCodePoint(Number(said.slice(1))) : known[said];
    if (letter === undefined || !all.endsWith(';')) throw new Error(`unknown: ${all}`);
    return letter;
  });
}
