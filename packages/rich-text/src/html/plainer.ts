import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { readHidden } from '../adf/hidden-node.ts';
import type { Losses } from '../loss.ts';
import { isSafeUrl } from '../safe-url.ts';

/** Blocks without what HTML shows otherwise or not at all: new lines become breaks, footnotes text, unsafe links their words. */
export function plainer(nodes: readonly RootContent[], losses: Losses): RootContent[] {
  return nodes.flatMap((node) => plain(node, losses) as RootContent[]);
}

function plain(node: Nodes, losses: Losses): Nodes[] {
  if (node.position) losses.at(`line ${node.position.start.line}`);
  switch (node.type) {
    case 'text':
      return node.value.split(/\r\n|\r|\n/).flatMap((value, i): PhrasingContent[] => {
        const text: PhrasingContent[] = value === '' ? [] : [{ type: 'text', value }];
        return i === 0 ? text : [{ type: 'break' }, ...text];
      });
    case 'html':
      if (readHidden(node.value)) losses.add('hidden_node', node.value);
      else if (/^\s*<!--/.test(node.value)) losses.add('comment', node.value);
      else return [node];
      return [];
    case 'link':
      if (node.url !== '' && isSafeUrl(node.url)) break;
      losses.add('unsafe_link', node.url);
      return node.children.flatMap((child) => plain(child, losses));
    case 'footnoteReference':
      losses.add('footnote', node.identifier);
      return [{ type: 'text', value: `[^${node.label ?? node.identifier}]` }];
    case 'footnoteDefinition': {
      losses.add('footnote', node.identifier);
      const label: PhrasingContent = { type: 'text', value: `[^${node.label ?? node.identifier}]: ` };
      const [first, ...rest] = node.children;
      const line = first?.type === 'paragraph' ? [label, ...first.children] : [label];
      const blocks: RootContent[] = [
        { type: 'paragraph', children: line },
        ...(first?.type === 'paragraph' ? rest : node.children),
      ];
      return blocks.flatMap((child) => plain(child, losses));
    }
    default:
  }
  if (!('children' in node)) return [node];
  return [{ ...node, children: node.children.flatMap((child) => plain(child, losses)) } as Nodes];
}
