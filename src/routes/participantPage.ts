export interface BoardAddress {
  slug: string;
  boardId: string;
}

/** The board as a light page, for participants. */
export function lightPage({ slug, boardId }: BoardAddress): string {
  return `${wholeBoard({ slug, boardId })}/take-part`;
}

export function wholeBoard({ slug, boardId }: BoardAddress): string {
  return `/partnerships/${slug}/boards/${boardId}`;
}

/** Where a guest uses the lock of their device, from the whole board or from the light page. */
export function keyPage(boardId: string, from: 'whole' | 'light'): string {
  return `/g/key?board=${boardId}${from === 'light' ? '&from=light' : ''}`;
}

/** Where somebody who came in goes, by how wide their page said that it is. One that said nothing has no script, and the whole board needs one. */
export function pageFor(screen: string | null, address: BoardAddress): string {
  return screen === 'wide' ? wholeBoard(address) : lightPage(address);
}

/** Whether a browser says that it is a phone's. */
export function isPhone(headers: Headers): boolean {
  return headers.get('sec-ch-ua-mobile') === '?1' || /\bMobi/.test(headers.get('user-agent') ?? '');
}
