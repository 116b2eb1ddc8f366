import type { List } from 'mdast';
import { type AdfNode, attr } from './adf-node.ts';
import { adfInlines } from './inlines-to-adf.ts';
import { inlinesOf, type MarkdownReading } from './mdast-to-inlines.ts';

/** A list that `isTaskList` agreed to. */
export function taskListOf(list: List, reading: MarkdownReading): AdfNode {
  let listId: string | undefined;
  const content = list.children.flatMap(({ checked, children: [line, ...below] }): AdfNode[] => {
    const inline = adfInlines(line?.type === 'paragraph' ? inlinesOf(line.children, {}, reading) : []);
    const ids = inline.find(({ type }) => type === 'taskIds');
    listId ??= ids && attr(ids, 'list');
    const localId = (ids && attr(ids, 'item')) ?? `task-${reading.count()}`;
    const item: AdfNode = {
      type: 'taskItem',
      attrs: { localId, state: checked ? 'DONE' : 'TODO' },
      content: inline.filter(({ type }) => type !== 'taskIds'),
    };
    return [item, ...below.flatMap((child) => (child.type === 'list' ? [taskListOf(child, reading)] : []))];
  });
  return { type: 'taskList', attrs: { localId: listId ?? `tasks-${reading.count()}` }, content };
}
