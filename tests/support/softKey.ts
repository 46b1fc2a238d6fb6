import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const [PRESENT, VERIFIED, HAS_KEY] = [0x01, 0x04, 0x40];

interface How {
  /** Whether a finger, a face or a PIN was given. */
  isVerified?: boolean;
  /** Where the browser says it is. */
  origin?: string;
}

/** A passkey in software, on a site: answers a challenge as a browser with such a device does. */
export class SoftKey {
  readonly id = randomBytes(16).toString('base64url');
  /** How often it was used; sent along. */
  counter = 0;
  #origin: string;
  #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  constructor(site: string) {
    this.#origin = new URL(site).origin;
  }

  /** What a browser says that made it. */
  made(challenge: string, how: How = {}) {
    const data = Buffer.concat([this.#data(PRESENT | HAS_KEY, how), this.#publicKey()]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3, 0x63]),
      Buffer.from('fmt'),
      Buffer.from([0x64]),
      Buffer.from('none'),
      Buffer.from([0x67]),
      Buffer.from('attStmt'),
      Buffer.from([0xa0, 0x68]),
      Buffer.from('authData'),
      Buffer.from([0x58, data.length]),
      data,
    ]);
    const attestationObject = attestation.toString('base64url');
    return this.#answer({ clientDataJSON: this.#client('webauthn.create', challenge, how), attestationObject });
  }

  /** What a browser says that used it. */
  used(challenge: string, how: How = {}) {
    this.counter += 1;
    const clientDataJSON = this.#client('webauthn.get', challenge, how);
    const data = this.#data(PRESENT, how);
    const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    const signature = sign('sha256', signed, this.#keys.privateKey).toString('base64url');
    return this.#answer({ clientDataJSON, authenticatorData: data.toString('base64url'), signature });
  }

  #answer(response: Record<string, string>) {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response };
  }

  #client(type: string, challenge: string, { origin = this.#origin }: How): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url');
  }

  #data(flags: number, { isVerified = true }: How): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const all = flags | (isVerified ? VERIFIED : 0);
    return Buffer.concat([sha256(new URL(this.#origin).hostname), Buffer.from([all]), counter]);
  }

  /** Whose it is (nobody's make), its id, and its public half in COSE. */
  #publicKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const id = Buffer.from(this.id, 'base64url');
    return Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, id.length]),
      id,
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
      Buffer.from(x, 'base64url'),
      Buffer.from([0x22, 0x58, 0x20]),
      Buffer.from(y, 'base64url'),
    ]);
  }
}

function sha256(what: Buffer | string): Buffer {
  return createHash('sha256').update(what).digest();
}
