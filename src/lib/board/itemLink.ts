const HASH = /^#item-([\w-]{1,64})$/;

/** The address of one thing on a board. */
export function linkTo(page: string, id: string): string {
  const address = new URL(page);
  address.hash = `item-${id}`;
  return address.href;
}

/** The thing that an address is about; null when it is about the whole board. */
export function itemIn(hash: string): string | null {
  return HASH.exec(hash)?.[1] ?? null;
}
