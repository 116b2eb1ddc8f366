import type { Nodes, RootContent, Text } from 'mdast';

/** The writer's work on one text node grows with the square of what has to be escaped in it. */
const longest = 600;

/** The same blocks with long texts cut into neighbours; cut between letters, where no escape hangs on. */
export function shortTexts(nodes: readonly RootContent[]): RootContent[] {
  return nodes.flatMap((node) => shortened(node) as RootContent[]);
}

function shortened(node: Nodes): Nodes[] {
  if (node.type === 'text' && node.value.length > longest) return pieces(node.value);
  if (!('children' in node)) return [node];
  return [{ ...node, children: node.children.flatMap((child) => shortened(child)) } as Nodes];
}

function pieces(text: string): Text[] {
  const out: Text[] = [];
  for (let start = 0; start < text.length; ) {
    const end = cutAfter(text, start + longest);
    out.push({ type: 'text', value: text.slice(start, end) });
    start = end;
  }
  return out;
}

function cutAfter(text: string, from: number): number {
  if (from >= text.length) return text.length;
  letters.lastIndex = from;
  const found = letters.exec(text.slice(0, from + longest * 4));
  return found ? found.index + 1 : Math.min(text.length, from + longest * 4);
}

const letters = /[a-z\d](?=[a-z\d])/gi;
