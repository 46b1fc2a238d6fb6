/** Proves to the compiler that a union was handled completely. Throws if data from outside broke that promise. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
