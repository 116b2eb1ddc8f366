import { type Item, textOf } from './item.ts';

const TYPES = ['commentCard', 'copyCommentCard'];

/** What is asked for of the action that a comment is. */
export const COMMENT_FIELDS = {
  fields: 'type,date,data,idMemberCreator',
  member: false,
  memberCreator_fields: 'fullName,username',
};

/** Of a list of actions the comments. */
export const COMMENT_ACTIONS = { filter: TYPES.join(','), ...COMMENT_FIELDS };

export function isCommentAction(action: Item): boolean {
  return TYPES.includes(textOf(action['type']) ?? '');
}

/** Where a comment is: its card's id and its own. */
export function commentLocator(cardId: string, id: string): string {
  return `${cardId}/${id}`;
}
