import { textOf } from './item.ts';
import { checkedId } from './numbered.ts';

/** The number in GraphQL's id of an object: `gid://gitlab/WorkItem/12` is 12, as the REST API names it. */
export function numberInGid(gid: unknown): number | null {
  const number = Number(/^gid:\/\/gitlab\/[\w:]+\/(\d{1,15})$/.exec(textOf(gid) ?? '')?.[1] ?? Number.NaN);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

export function gidOf(type: 'WorkItem' | 'User' | 'Milestone', id: string): string {
  return `gid://gitlab/${type}/${checkedId(id)}`;
}
