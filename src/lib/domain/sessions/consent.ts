/** What somebody in a session agrees to: to be named in its summary, and to get it by mail. Nothing, unless they say so. */
export interface Consent {
  name: boolean;
  mail: boolean;
}

export const NO_CONSENT: Consent = { name: false, mail: false };

/** After the end of its session an address that was given for the summary is kept this long, if it was not used. */
export const ADDRESS_KEPT_DAYS = 30;
