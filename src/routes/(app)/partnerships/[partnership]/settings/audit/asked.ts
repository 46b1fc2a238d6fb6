/** What the filter's form asks for, from the address. */
export function askedOf({ searchParams }: URL) {
  const asked = (name: string) => searchParams.get(name) ?? '';
  return { group: asked('group'), actor: asked('actor'), from: asked('from'), to: asked('to') };
}
