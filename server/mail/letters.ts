import { readFileSync } from 'node:fs';

/** Every letter, with what stands in it. */
export interface Letters {
  invitation: {
    inviter: string;
    inviterOrganisation: string;
    partnership: string;
    message: string;
    organisation: string;
    link: string;
    expires: string;
  };
  organisationInvitation: Omit<Letters['invitation'], 'organisation'>;
  reset: { link: string };
  passwordChanged: { link: string };
  factorAdded: { link: string };
  factorRemoved: { link: string };
  recoveryUsed: { link: string; left: string };
  test: { by: string; link: string };
}

export interface Written {
  subject: string;
  text: string;
}

const words = JSON.parse(readFileSync(new URL('../../messages/en-GB/mail.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;

/** Writes a letter in the words of the message catalogue. A line that is empty because nothing stands in it goes. */
export function writeLetter<K extends keyof Letters>(kind: K, holds: Letters[K]): Written {
  return { subject: filled(`mail_${kind}_subject`, holds), text: filled(`mail_${kind}_text`, holds) };
}

function filled(key: string, holds: object): string {
  const pattern = words[key];
  if (pattern === undefined) throw new Error(`there are no words for ${key}`);
  const values = holds as Readonly<Record<string, string>>;
  const text = pattern.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  return text.replace(/\n{3,}/g, '\n\n').trim();
}
