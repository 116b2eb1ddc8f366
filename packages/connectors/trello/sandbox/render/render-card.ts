import type { SandboxCard, SandboxChecklist } from '../model/records.ts';
import type { World } from '../model/world.ts';
import { renderAttachment } from './render-attachment.ts';
import { renderLabel, renderList } from './render-board.ts';

/** A card as Trello shows it, or those of its members that are asked for. */
export function renderCard(world: World, card: SandboxCard, query: Readonly<Record<string, unknown>> = {}) {
  const checklists = world.checklistsOf(card.id);
  const attached = world.attachmentsOf(card.id);
  const items = checklists.flatMap((list) => list.items);
  const whole = {
    id: card.id,
    badges: {
      attachmentsByType: { trello: { board: 0, card: attached.filter(({ link }) => isCard(link)).length } },
      location: false,
      votes: 0,
      viewingMemberVoted: false,
      subscribed: false,
      fogbugz: '',
      checkItems: items.length,
      checkItemsChecked: items.filter(({ state }) => state === 'complete').length,
      comments: world.commentsOf(card.id).length,
      attachments: attached.length,
      description: card.desc !== '',
      due: card.due,
      start: card.start,
      dueComplete: card.dueComplete,
    },
    checkItemStates: [],
    closed: card.closed,
    dueComplete: card.dueComplete,
    dateLastActivity: new Date(card.lastActivity).toISOString(),
    desc: card.desc,
    descData: { emoji: {} },
    due: card.due,
    dueReminder: null,
    idBoard: card.boardId,
    idChecklists: checklists.map(({ id }) => id),
    idList: card.listId,
    idMembers: card.memberIds,
    idMembersVoted: [],
    idShort: card.number,
    idAttachmentCover: null,
    labels: card.labelIds.flatMap((id) => {
      const label = world.labels.get(id);
      return label ? [renderLabel(label)] : [];
    }),
    idLabels: card.labelIds,
    manualCoverAttachment: false,
    name: card.name,
    pos: card.pos,
    shortLink: card.shortLink,
    shortUrl: `https://trello.com/c/${card.shortLink}`,
    start: card.start,
    subscribed: false,
    url: `https://trello.com/c/${card.shortLink}/${card.number}`,
    isTemplate: card.isTemplate,
  };
  const list = world.lists.get(card.listId);
  return {
    ...chosen(whole, query['fields']),
    ...(isTrue(query['customFieldItems']) && { customFieldItems: renderCustomValues(card) }),
    ...(isTrue(query['attachments']) && {
      attachments: attached.map((one) => chosen(renderAttachment(world, one), query['attachment_fields'])),
    }),
    ...(isTrue(query['list']) && list && { list: renderList(list) }),
  };
}

function isCard(link: string | null): boolean {
  return link?.startsWith('https://trello.com/c/') ?? false;
}

function renderCustomValues(card: SandboxCard) {
  return Object.entries(card.custom).map(([fieldId, { idValue, value }], i) => ({
    id: `${card.id.slice(0, 20)}${i.toString(16).padStart(4, 'c')}`,
    idCustomField: fieldId,
    idModel: card.id,
    modelType: 'card',
    ...(idValue === null ? { value } : { value: null, idValue }),
  }));
}

export function renderChecklist({ id, boardId, cardId, name, pos, items }: SandboxChecklist) {
  return {
    id,
    name,
    idBoard: boardId,
    idCard: cardId,
    pos,
    checkItems: items.map((item) => ({ ...item, idChecklist: id, nameData: null, due: null, idMember: null })),
  };
}

/** What `fields` names, by commas; the id is always there. */
export function chosen<Whole extends { readonly id: string }>(whole: Whole, fields: unknown): Partial<Whole> {
  if (typeof fields !== 'string' || fields === 'all') return whole;
  const names = new Set(['id', ...fields.split(',')]);
  return Object.fromEntries(Object.entries(whole).filter(([name]) => names.has(name))) as Partial<Whole>;
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
