import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Letters } from '../../server/mail/letters.ts';
import { writeLetter } from '../../server/mail/letters.ts';
import { openPostman } from '../../server/mail/postman.ts';
import { MAX_NAME } from '../../src/lib/domain/accounts/rules.ts';
import { World } from '../support/builders.ts';
import { Mailbox } from '../support/mailbox.ts';

/** Whatever a letter asks for, this stands there. */
function holding(words: string): Letters[keyof Letters] {
  return new Proxy({}, { get: () => words, ownKeys: () => [] }) as unknown as Letters[keyof Letters];
}

// Those with a name in their subject; a new one is a compile error until it stands here or below.
const NAMED = {
  ...{ invitation: true, organisationInvitation: true, accessEnds: true, accessEndsOf: true, handedOver: true },
  ...{ operatorLooks: true, operatorHelps: true, joined: true, roleChanged: true, removed: true },
  ...{ boardShared: true, guestLinkFull: true, guestLinkEnding: true },
  ...{ sessionInvited: true, sessionChanged: true, sessionUndated: true, sessionOff: true },
  ...{ boardShared: true, guestLinkFull: true, guestLinkEnding: true, summary: true, guestSummary: true },
  ...{ stepOpen: true, stepCloses: true },
  ...{ reset: false, passwordChanged: false, factorAdded: false, factorRemoved: false, identityLinked: false },
  ...{ recoveryUsed: false, test: false },
} satisfies Record<keyof Letters, boolean>;
const KINDS = Object.keys(NAMED) as (keyof Letters)[];

const ATTACKS = {
  'a header after a line': 'Ruth\r\nBcc: victim@evil.example\r\nX-Evil: yes',
  'a line feed alone': 'Ruth\nBcc: victim@evil.example',
  'a carriage return alone': 'Ruth\rBcc: victim@evil.example',
  'a body after two lines': 'Ruth\r\n\r\nYour account is closed. http://evil.example',
  'a NUL': 'Ruth\0Bcc: victim@evil.example',
  'other breaks': 'Ruth\u2028Bcc:\u2029 \u0085 \u000B \u000C victim@evil.example',
  'a turned direction': 'Ruth \u202Egpj.exe\u2066\u2069',
  'a long one': 'R'.repeat(5_000),
  'a long one in other letters': 'ر'.repeat(5_000),
  'half a letter': 'Ruth \uD800 \uDC00',
  'an encoded word': '=?utf-8?Q?Ruth=0D=0ABcc:_victim@evil.example?=',
};

describe.each(KINDS)('the subject of %s', (kind) => {
  test('is one line of what can be seen, whatever stands in it', () => {
    const words = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...Object.values(ATTACKS)));
    fc.assert(
      fc.property(words, (name) => {
        const { subject } = writeLetter(kind, holding(name));
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });

  test('names somebody, or nobody, as the table says', () => {
    expect(writeLetter(kind, holding('Amara')).subject.includes('Amara')).toBe(NAMED[kind]);
  });
});

describe('over the wire', () => {
  let box: Mailbox;
  beforeAll(async () => {
    box = await Mailbox.open();
  });
  afterAll(() => box.close());

  test.each(Object.entries(ATTACKS))(
    '%s makes no header, no other reader and no line that is too long',
    async (_, name) => {
      const { SMTP_URL: smtpUrl = '', MAIL_FROM: from = '' } = box.settings;
      const postman = openPostman({ smtpUrl, from });
      const { subject, text } = writeLetter('joined', holding(name) as Letters['joined']);
      const after = box.arrived.length;
      await postman.send({ id: 'one', to: 'ruth@school.example', subject, text, unsubscribe: null, calendar: null });
      postman.close();
      const mail = box.arrived[after];
      const head = mail?.raw.split('\r\n\r\n')[0] ?? '';
      const headers = head.split(/\r\n(?![ \t])/).map((line) => line.split(':')[0]?.toLowerCase());
      const expected = ['auto-submitted', 'content-transfer-encoding', 'content-type', 'date', 'from', 'message-id'];
      expect(headers.sort()).toEqual([...expected, 'mime-version', 'subject', 'to']);
      expect(mail?.to).toEqual(['ruth@school.example']);
      // RFC 5322, section 2.1.1.
      expect(Math.max(...(mail?.raw.split('\r\n').map((line) => Buffer.byteLength(line)) ?? []))).toBeLessThan(999);
      expect(mail?.raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/);
    },
  );

  test('a name is one line from the beginning, and no longer than a name', async () => {
    const world = await World.open(box.settings);
    try {
      const organisationId = (await world.organisation()).id;
      const account = { email: 'x@school.example', password: 'lantern-orchard-lane', organisationId, operator: false };
      const add = (name: string) => world.services.people.addPerson({ ...account, name });
      await expect(add('R'.repeat(MAX_NAME + 1))).rejects.toMatchObject({ fields: { name: 'tooLong' } });
      await add(ATTACKS['a header after a line']);
      const [kept] = await world.app.db.selectFrom('person').select('name').execute();
      expect(kept?.name).toBe('Ruth Bcc: victim@evil.example X-Evil: yes');
    } finally {
      await world.end();
    }
  });
});
