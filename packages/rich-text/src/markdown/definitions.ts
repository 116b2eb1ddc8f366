import type { Definition, Nodes } from 'mdast';

/** By label, the addresses that references of a text mean. The first of a label counts. */
export type Definitions = ReadonlyMap<string, Definition>;

export function definitionsOf(root: Nodes): Definitions {
  const found = new Map<string, Definition>();
  collect(root, found);
  return found;
}

function collect(node: Nodes, found: Map<string, Definition>): void {
  if (node.type === 'definition') {
    const label = node.identifier.toLowerCase();
    if (!found.has(label)) found.set(label, node);
  } else if ('children' in node) for (const child of node.children) collect(child, found);
}
