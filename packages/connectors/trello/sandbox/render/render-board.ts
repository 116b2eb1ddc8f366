import type {
  SandboxAction,
  SandboxBoard,
  SandboxCustomField,
  SandboxLabel,
  SandboxList,
  SandboxMember,
} from '../model/records.ts';
import type { World } from '../model/world.ts';

export function renderBoard({ id, name, desc, closed, shortLink, lastActivity }: SandboxBoard) {
  return {
    id,
    name,
    desc,
    closed,
    url: `https://trello.com/b/${shortLink}/${name.toLowerCase().replace(/\W+/g, '-')}`,
    shortLink,
    shortUrl: `https://trello.com/b/${shortLink}`,
    pinned: false,
    starred: false,
    subscribed: false,
    dateLastActivity: new Date(lastActivity).toISOString(),
  };
}

export function renderList({ id, boardId, name, closed, pos }: SandboxList) {
  return { id, name, closed, pos, idBoard: boardId, subscribed: false };
}

export function renderLabel({ id, boardId, name, color }: SandboxLabel) {
  return { id, idBoard: boardId, name, color };
}

export function renderCustomField({ id, boardId, name, type, options }: SandboxCustomField) {
  return {
    id,
    idModel: boardId,
    modelType: 'board',
    name,
    type,
    pos: 16_384,
    display: {
      cardFront: true,
      ...(type === 'list' && {
        options: options.map((option, i) => ({
          id: option.id,
          idCustomField: id,
          value: { text: option.text },
          color: 'none',
          pos: 16_384 * (i + 1),
        })),
      }),
    },
  };
}

/** An e-mail address is shown to its owner alone. */
export function renderMember(world: World, { id, username, fullName, email }: SandboxMember) {
  return {
    id,
    username,
    fullName,
    initials: fullName.slice(0, 1),
    avatarUrl: `https://trello-members.s3.amazonaws.com/${id}/avatar`,
    url: `https://trello.com/${username}`,
    memberType: 'normal',
    confirmed: true,
    email: world.viewer.id === id ? email : null,
  };
}

/** With what of card and board Trello tells in every action. */
export function renderAction(world: World, action: SandboxAction) {
  const card = world.cards.get(action.cardId ?? '');
  const board = world.boards.get(action.boardId);
  const list = card && world.lists.get(card.listId);
  const member = world.members.find(({ id }) => id === action.memberId);
  return {
    id: action.id,
    idMemberCreator: action.memberId,
    type: action.type,
    date: new Date(action.at).toISOString(),
    data: {
      ...(card && { card: { id: card.id, name: card.name, idShort: card.number, shortLink: card.shortLink } }),
      ...(board && { board: { id: board.id, name: board.name, shortLink: board.shortLink } }),
      ...(list && { list: { id: list.id, name: list.name } }),
      ...action.data,
    },
    memberCreator: member && { id: member.id, username: member.username, fullName: member.fullName },
  };
}
