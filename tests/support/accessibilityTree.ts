import type { Page } from '@playwright/test';

/** One thing a screen reader finds on the page. */
export interface Spoken {
  role: string;
  /** What it calls itself instead of its role, such as "card". */
  calls: string;
  name: string;
  value: string;
  description: string;
  children: readonly Spoken[];
}

interface AxValue {
  value?: unknown;
}
interface AxNode {
  nodeId: string;
  ignored: boolean;
  role?: AxValue;
  name?: AxValue;
  value?: AxValue;
  description?: AxValue;
  properties?: { name: string; value: AxValue }[];
  childIds?: string[];
}

/** The accessibility tree of the page as the browser gives it to screen readers, without what it leaves out. */
export async function accessibilityTree(page: Page): Promise<Spoken> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = (await devtools.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
  await devtools.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const [root] = nodes;
  if (!root) throw new Error('the page has no accessibility tree');
  return spoken(root, byId);
}

function spoken(node: AxNode, byId: ReadonlyMap<string, AxNode>): Spoken {
  const calls = node.properties?.find(({ name }) => name === 'roledescription')?.value;
  const said = { role: words(node.role), calls: words(calls), name: words(node.name), value: words(node.value) };
  return { ...said, description: words(node.description), children: childrenOf(node, byId) };
}

/** What is ignored is not spoken itself; what is in it may be. */
function childrenOf(node: AxNode, byId: ReadonlyMap<string, AxNode>): Spoken[] {
  return (node.childIds ?? []).flatMap((id) => {
    const child = byId.get(id);
    if (!child) return [];
    return child.ignored ? childrenOf(child, byId) : [spoken(child, byId)];
  });
}

function words(value: AxValue | undefined): string {
  return typeof value?.value === 'string' ? value.value : '';
}

/** A thing and everything within it, in the order it is read. */
export function withAllIn(one: Spoken): Spoken[] {
  return [one, ...one.children.flatMap(withAllIn)];
}

/** All that is said of a thing and of what is in it. */
export function saidIn(one: Spoken): string {
  return withAllIn(one)
    .flatMap(({ name, value, description }) => [name, value, description])
    .filter((part) => part !== '')
    .join(' | ');
}
