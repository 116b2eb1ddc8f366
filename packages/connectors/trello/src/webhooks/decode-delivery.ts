import type { ChangeHint, DecodedDelivery, StoredDelivery } from '@syncline/connector-sdk';
import { attachmentLocator } from '../attachment-list.ts';
import { shortLinkIn } from '../card-links.ts';
import { commentLocator } from '../comment-actions.ts';
import { asItem, type Item, idOf, textOf } from '../item.ts';
import { ACCOUNT_SCOPE } from '../scopes.ts';

/** What an action hints at; null when it lacks the ids that Trello sends. */
type Decoder = (action: Item, data: Item, boardId: string) => readonly ChangeHint[] | null;

/** By the type of the action, the first that fits. A deletion is looked at like a change: only a 404 proves it. */
const DECODERS: readonly (readonly [RegExp, Decoder])[] = [
  [/^(commentCard|copyCommentCard)$/, (action, data, board) => commentHints(idOf(action), data, board)],
  [/^(updateComment|deleteComment)$/, (_, data, board) => commentHints(idOf(data['action']), data, board)],
  [/^(add|delete)Attachment(To|From)Card$/, attachmentHints],
  [/CheckItem|[Cc]hecklist/, checklistHints],
  [/^(create|update|delete)Label$/, (_, data, board) => hintsAt('labels', data['label'], board)],
  [/^(create|update|delete)CustomField$/, (_, data, board) => hintsAt('custom_fields', data['customField'], board)],
  [
    /^(createList|updateList|moveListFromBoard|moveListToBoard)$/,
    (_, data, board) => hintsAt('lists', data['list'], board),
  ],
  [/Card|CustomFieldItem$/, (_, data, board) => hintsAt('cards', data['card'], board)],
  [/Board$/, (_, data, board) => boardHints(data, board)],
];

/** Which records a stored delivery says have changed. Never throws. */
export function decodeTrelloDelivery(delivery: StoredDelivery): DecodedDelivery {
  const action = parseAction(delivery.rawBody);
  const type = textOf(action?.['type']);
  if (!action || !type) return { outcome: 'malformed', reason: 'the body is not a JSON object with an action' };
  const decode = DECODERS.find(([types]) => types.test(type))?.[1];
  if (!decode) return { outcome: 'ignored', reason: `no stream has use for the action ${type}` };
  const data = asItem(action['data']);
  const boardId = idOf(data?.['board']);
  const hints = data && boardId !== null ? decode(action, data, boardId) : null;
  if (!hints) return { outcome: 'malformed', reason: `the action ${type} lacks the object or the ids it is about` };
  return { outcome: 'hints', hints };
}

function hintsAt(stream: string, value: unknown, scope: string): readonly ChangeHint[] | null {
  const externalId = idOf(value);
  return externalId === null ? null : [{ op: 'changed', stream, externalId, locator: externalId, scope }];
}

function commentHints(externalId: string | null, data: Item, scope: string): readonly ChangeHint[] | null {
  const cardId = idOf(data['card']);
  if (externalId === null || cardId === null) return null;
  const locator = commentLocator(cardId, externalId);
  return [{ op: 'changed', stream: 'comments', externalId, locator, scope }];
}

/** A file that came or went leaves its card's own fields alone; a card that is attached by its address is one of them. */
function attachmentHints(action: Item, data: Item, scope: string): readonly ChangeHint[] | null {
  const attachment = asItem(data['attachment']);
  const [externalId, cardId] = [idOf(attachment), idOf(data['card'])];
  if (externalId === null || cardId === null) return null;
  // What was taken away is not told by its address.
  const isGone = textOf(action['type']) === 'deleteAttachmentFromCard';
  const isLink = shortLinkIn(attachment?.['url'] ?? attachment?.['name']) !== null;
  return [
    { op: 'changed', stream: 'attachments', externalId, locator: attachmentLocator(cardId, externalId), scope },
    ...(isGone || isLink ? (hintsAt('cards', data['card'], scope) ?? []) : []),
  ];
}

/** What is ticked, added or renamed is the checklist's. An item that became a card shows the card as well. */
function checklistHints(_: Item, data: Item, scope: string): readonly ChangeHint[] | null {
  const hints = [
    ...(hintsAt('checklists', data['checklist'], scope) ?? []),
    ...(hintsAt('cards', data['card'], scope) ?? []),
  ];
  return hints.length === 0 ? null : hints;
}

function boardHints(data: Item, externalId: string): readonly ChangeHint[] {
  const locator = textOf(asItem(data['board'])?.['shortLink']);
  return [
    { op: 'changed', stream: 'boards', externalId, locator, scope: ACCOUNT_SCOPE },
    // Who was invited, or became an administrator.
    ...(hintsAt('members', data['member'], externalId) ?? []),
  ];
}

function parseAction(rawBody: Uint8Array): Item | null {
  try {
    return asItem(asItem(JSON.parse(new TextDecoder().decode(rawBody)))?.['action']);
  } catch {
    return null;
  }
}
