/** What the filter's form asks for, as it stands in the address. */
export interface Asked {
  group: string;
  actor: string;
  from: string;
  to: string;
}

export function askedOf({ searchParams }: URL): Asked {
  const asked = (name: string) => searchParams.get(name) ?? '';
  return { group: asked('group'), actor: asked('actor'), from: asked('from'), to: asked('to') };
}

/** Which page of it, from 1 on. */
export function pageOf({ searchParams }: URL): number {
  return Math.max(1, Math.trunc(Number(searchParams.get('page'))) || 1);
}
