/** What no XML may hold (controls, halves of letters, two that are none), and marks that turn the words after them round. */
const UNFIT =
  /[\p{Surrogate}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;
/** Furthest a number reaches: what is larger is none of ours. */
const FURTHEST = 10_000_000;

type Attributes = Readonly<Record<string, string | number | null>>;

/** Words as they may stand in XML, between tags and in an attribute. */
export function escaped(words: string): string {
  return words.replace(UNFIT, '').replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** A number as it may stand in XML: finite, and no finer than one can see. */
export function plain(value: number): string {
  const bounded = Number.isFinite(value) ? Math.min(FURTHEST, Math.max(-FURTHEST, value)) : 0;
  return String(Math.round(bounded * 10) / 10);
}

/** One element. Attributes that are null are left out; children are XML already. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const said = Object.entries(attributes)
    .filter((entry): entry is [string, string | number] => entry[1] !== null)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? plain(value) : escaped(value)}"`)
    .join('');
  return children.length === 0 ? `<${name}${said}/>` : `<${name}${said}>${children.join('')}</${name}>`;
}
