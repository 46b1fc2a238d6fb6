/** Why the server closed a connection. 4400 to 4499 stop the provider for good; 4500 and up let it come back. */
export const closeCodes = {
  badMessage: 4400,
  signIn: 4401,
  noAccess: 4403,
  noSuchDocument: 4404,
  otherGeneration: 4409,
  tooLarge: 4413,
  pageTooOld: 4426,
  tooSlow: 4500,
  accessChanged: 4501,
  restarting: 4503,
  tooMany: 4529,
} as const;
export type CloseReason = keyof typeof closeCodes;
export type CloseCode = (typeof closeCodes)[CloseReason];

/** Whether a y-websocket provider gives up on this code. */
export function isFinal(code: number): boolean {
  return code >= 4400 && code < 4500;
}
