import type { List, ListItem, RootContent } from 'mdast';
import { type AdfNode, attr } from './adf-node.ts';
import { hidden } from './hidden-node.ts';
import { type AdfReading, phrasingOf } from './inline-to-mdast.ts';

/**
 * Null for tasks that hold more than a line. Ids of tasks, which Jira's actions hang on, ride behind each line: ticking
 * a box on GitHub changes no other task.
 */
export function taskListToMdast(node: AdfNode, reading: AdfReading): RootContent[] | null {
  const children: ListItem[] = [];
  let isFirst = true;
  for (const item of node.content ?? []) {
    if (item.type === 'taskList') {
      const inner = taskListToMdast(item, reading);
      const last = children.at(-1);
      if (!inner || !last) return null;
      last.children.push(...(inner as ListItem['children']));
      continue;
    }
    if (item.type !== 'taskItem' || item.marks?.length) return null;
    const inline = phrasingOf(item.content ?? [], reading);
    if (inline.length === 0) return null;
    const ids = { item: attr(item, 'localId'), ...(isFirst && { list: attr(node, 'localId') }) };
    isFirst = false;
    if (!isOurs(ids.item) || !isOurs(ids.list))
      inline.push({ type: 'html', value: hidden({ type: 'taskIds', attrs: ids }) });
    const checked = attr(item, 'state') === 'DONE';
    children.push({ type: 'listItem', spread: false, checked, children: [{ type: 'paragraph', children: inline }] });
  }
  return children.length === 0 ? null : [{ type: 'list', ordered: false, spread: false, children }];
}

/** Ids that we gave, by counting, are given again. */
function isOurs(id: string | undefined): boolean {
  return id === undefined || /^tasks?-\d+$/.test(id);
}

/** Whether every item is a box and a line, with more such lists below it at most: all that a task list may hold. */
export function isTaskList(list: List): boolean {
  return list.children.every(
    ({ checked, children: [line, ...below] }) =>
      typeof checked === 'boolean' &&
      line?.type === 'paragraph' &&
      below.every((child) => child.type === 'list' && isTaskList(child)),
  );
}
