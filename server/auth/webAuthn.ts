import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { generateKeyPairSync } from 'node:crypto';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';

/** What a browser is told to make a passkey, and to use one. */
export type AddOptions = PublicKeyCredentialCreationOptionsJSON;
export type UseOptions = PublicKeyCredentialRequestOptionsJSON;

export interface PasskeyMade {
  id: string;
  /** COSE, base64url. */
  publicKey: string;
  counter: number;
}

/** Takes a challenge that was given out; false when it counts no more. */
type Taken = (challenge: string) => Promise<boolean>;

const NAME = 'Throughline';
/** A key whose other half nobody has: what is compared with where there is no passkey. */
const DECOY: PasskeyMade = { id: '', publicKey: newPublicKey(), counter: 0 };

/**
 * Passkeys of this site: the one file that knows the library. Each asks for the person's finger, face or PIN, so that it
 * is both what they have and who they are.
 */
export class WebAuthn {
  #origin: string;
  #site: string;

  constructor(publicUrl: string) {
    const { origin, hostname } = new URL(publicUrl);
    this.#origin = origin;
    this.#site = hostname;
  }

  toAdd(person: { id: string; name: string; email: string }, having: readonly string[]): Promise<AddOptions> {
    return generateRegistrationOptions({
      rpName: NAME,
      rpID: this.#site,
      userID: new TextEncoder().encode(person.id),
      userName: person.email,
      userDisplayName: person.name,
      attestationType: 'none',
      excludeCredentials: having.map((id) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  toUse(): Promise<UseOptions> {
    return generateAuthenticationOptions({ rpID: this.#site, userVerification: 'required' });
  }

  /** As `toAdd`, for somebody without an account: a key that stays on this device, behind its own lock. */
  toAddOnDevice(guest: { id: string; name: string }): Promise<AddOptions> {
    return generateRegistrationOptions({
      rpName: NAME,
      rpID: this.#site,
      userID: new TextEncoder().encode(guest.id),
      userName: guest.name,
      attestationType: 'none',
      // Found by the browser's cookie, so that it need not stand in any list of the device's.
      authenticatorSelection: {
        authenticatorAttachment: 'platform',
        residentKey: 'discouraged',
        userVerification: 'required',
      },
    });
  }

  toUseOnDevice(id: string): Promise<UseOptions> {
    return generateAuthenticationOptions({
      rpID: this.#site,
      allowCredentials: [{ id, transports: ['internal'] }],
      userVerification: 'required',
    });
  }

  /** The passkey a browser made; null when what it says does not hold. */
  async made(response: unknown, taken: Taken): Promise<PasskeyMade | null> {
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        expectedChallenge: taken,
        expectedOrigin: this.#origin,
        expectedRPID: this.#site,
        requireUserVerification: true,
      });
      if (!verified) return null;
      const { id, publicKey, counter } = registrationInfo.credential;
      return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
    } catch {
      return null; // anything may be sent here, and the library throws at what makes no sense
    }
  }

  /**
   * The counter of a passkey after it was used; null when what the browser says does not hold. Without a passkey it takes
   * as long and says no, so that time does not tell which are here.
   */
  async used(
    response: unknown,
    { passkey, taken }: { passkey: PasskeyMade | null; taken: Taken },
  ): Promise<number | null> {
    try {
      const { id, publicKey, counter } = passkey ?? DECOY;
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: response as AuthenticationResponseJSON,
        expectedChallenge: taken,
        expectedOrigin: this.#origin,
        expectedRPID: this.#site,
        credential: { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter },
        requireUserVerification: true,
      });
      return verified && passkey ? authenticationInfo.newCounter : null;
    } catch {
      return null;
    }
  }
}

/** An ES256 key in COSE (RFC 9053, section 7.1), base64url: kind 2, algorithm -7, curve 1, x and y of 32 bytes each. */
function newPublicKey(): string {
  const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const [head, beforeX, beforeY] = ['a5010203262001', '215820', '225820'].map((hex) => Buffer.from(hex, 'hex'));
  const parts = [head, beforeX, Buffer.from(x, 'base64url'), beforeY, Buffer.from(y, 'base64url')];
  return Buffer.concat(parts.flatMap((part) => part ?? [])).toString('base64url');
}
