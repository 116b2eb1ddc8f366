import { createNoticeLog, MediaHost, namesInMarkdown } from '@syncline/sandbox';
import type { SandboxSettings } from '../options.ts';
import { idAt, shortLinkOf } from './ids.ts';
import type {
  SandboxAction,
  SandboxAttachment,
  SandboxBoard,
  SandboxCard,
  SandboxChecklist,
  SandboxCustomField,
  SandboxLabel,
  SandboxList,
  SandboxMember,
} from './records.ts';
import { seedWorld } from './seeded-world.ts';

/** What Trello lists no actions of: they are told by webhooks alone. */
const UNLISTED = new Set([
  'addLabelToCard',
  'removeLabelFromCard',
  'createLabel',
  'updateLabel',
  'deleteLabel',
  'createCheckItem',
  'updateCheckItem',
  'deleteCheckItem',
  'updateComment',
  'deleteComment',
]);

/** Everything the simulated Trello knows. */
export class World {
  readonly settings: SandboxSettings;
  readonly members: SandboxMember[] = [];
  readonly boards = new Map<string, SandboxBoard>();
  readonly lists = new Map<string, SandboxList>();
  readonly labels = new Map<string, SandboxLabel>();
  readonly customFields = new Map<string, SandboxCustomField>();
  readonly cards = new Map<string, SandboxCard>();
  readonly checklists = new Map<string, SandboxChecklist>();
  readonly attachments = new Map<string, SandboxAttachment>();
  /** Where the bytes of files are. */
  readonly media = new MediaHost();
  /** The largest file that is taken, in bytes. */
  uploadLimit = 250 * 1024 * 1024;
  /** Under which it is reached: files are shown by it. */
  url = '';
  readonly actions = new Map<string, SandboxAction>();
  /** Boards that the token's member may not see. */
  readonly hidden = new Set<string>();
  /** Members of a board; absent: all. */
  readonly leftBoard = new Map<string, Set<string>>();
  onAction: (action: SandboxAction) => void = () => undefined;
  /** All who are on them are told that `@board` or `@card` is named. */
  readonly notices = createNoticeLog((text) => {
    const usernames = this.members.map(({ username }) => username);
    const named = namesInMarkdown(text, [...usernames, 'board', 'card']);
    return named.includes('board') || named.includes('card') ? usernames : named;
  });
  readonly #cardsOf = new Map<string, Set<string>>();
  readonly #checklistsOf = new Map<string, Set<string>>();
  readonly #actionsOf = new Map<string, Set<string>>();
  /** By board: its listed actions, newest first, until there is another one. */
  readonly #listed = new Map<string, readonly SandboxAction[]>();
  readonly #commentsOf = new Map<string, Set<string>>();
  #made = 0;

  constructor(settings: SandboxSettings) {
    this.settings = settings;
    seedWorld(this);
  }

  /** Who the token belongs to. */
  get viewer(): SandboxMember {
    return this.members[0] as SandboxMember;
  }

  nowMs(): number {
    return this.settings.now().getTime();
  }

  /** The id of what is made at a time: never one that was given before. */
  takeId(timeMs = this.nowMs()): string {
    this.#made += 1;
    return idAt(timeMs, this.#made);
  }

  takeShortLink(): string {
    this.#made += 1;
    return shortLinkOf(this.#made);
  }

  /** By id or short name. */
  board(term: string): SandboxBoard | undefined {
    return this.boards.get(term) ?? [...this.boards.values()].find((board) => board.shortLink === term);
  }

  putCard(card: SandboxCard): SandboxCard {
    const before = this.cards.get(card.id);
    if (before && before.boardId !== card.boardId) this.#cardsOf.get(before.boardId)?.delete(card.id);
    addTo(this.#cardsOf, card.boardId, card.id);
    this.cards.set(card.id, card);
    return card;
  }

  removeCard(card: SandboxCard): void {
    this.cards.delete(card.id);
    this.#cardsOf.get(card.boardId)?.delete(card.id);
    for (const list of this.checklistsOf(card.id)) this.checklists.delete(list.id);
    for (const { id } of this.attachmentsOf(card.id)) this.attachments.delete(id);
    for (const id of this.#actionsOf.get(card.boardId) ?? [])
      if (this.actions.get(id)?.cardId === card.id) this.removeAction(id);
  }

  cardsOf(boardId: string): SandboxCard[] {
    return [...(this.#cardsOf.get(boardId) ?? [])].flatMap((id) => this.cards.get(id) ?? []);
  }

  /** In the order of their places. */
  listsOf(boardId: string): SandboxList[] {
    return ofBoard(this.lists, boardId).sort((a, b) => a.pos - b.pos);
  }

  labelsOf(boardId: string): SandboxLabel[] {
    return ofBoard(this.labels, boardId);
  }

  customFieldsOf(boardId: string): SandboxCustomField[] {
    return ofBoard(this.customFields, boardId);
  }

  putChecklist(list: SandboxChecklist): SandboxChecklist {
    this.checklists.set(list.id, list);
    addTo(this.#checklistsOf, list.cardId, list.id);
    return list;
  }

  checklistsOf(cardId: string): SandboxChecklist[] {
    return [...(this.#checklistsOf.get(cardId) ?? [])].flatMap((id) => this.checklists.get(id) ?? []);
  }

  attachmentsOf(cardId: string): SandboxAttachment[] {
    return [...this.attachments.values()].filter((attachment) => attachment.cardId === cardId);
  }

  membersOf(boardId: string): SandboxMember[] {
    const left = this.leftBoard.get(boardId);
    return this.members.filter(({ id }) => !left?.has(id));
  }

  putAction(action: SandboxAction): void {
    this.actions.set(action.id, action);
    addTo(this.#actionsOf, action.boardId, action.id);
    if (action.type === 'commentCard' && action.cardId !== null) addTo(this.#commentsOf, action.cardId, action.id);
    this.#listed.delete(action.boardId);
  }

  removeAction(id: string): void {
    const action = this.actions.get(id);
    this.actions.delete(id);
    if (action) this.#actionsOf.get(action.boardId)?.delete(id);
    if (action) this.#listed.delete(action.boardId);
  }

  /** Those that are listed, newest first. */
  actionsOf(boardId: string): readonly SandboxAction[] {
    const listed = this.#listed.get(boardId) ?? this.#list(boardId);
    this.#listed.set(boardId, listed);
    return listed;
  }

  #list(boardId: string): readonly SandboxAction[] {
    const all = [...(this.#actionsOf.get(boardId) ?? [])].flatMap((id) => this.actions.get(id) ?? []);
    return all.filter(({ type }) => !UNLISTED.has(type)).sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  /** What is said about a card, oldest first. */
  commentsOf(cardId: string): SandboxAction[] {
    const comments = [...(this.#commentsOf.get(cardId) ?? [])].flatMap((id) => this.actions.get(id) ?? []);
    return comments.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Says that something was done, in the list of actions and to webhooks. */
  act(
    type: string,
    place: { readonly boardId: string; readonly cardId?: string | null },
    memberId: string,
    data: Readonly<Record<string, unknown>>,
  ): SandboxAction {
    const at = this.nowMs();
    const { boardId, cardId = null } = place;
    const action: SandboxAction = { id: this.takeId(at), type, at, memberId, boardId, cardId, data };
    this.putAction(action);
    const board = this.boards.get(boardId);
    if (board) this.boards.set(boardId, { ...board, lastActivity: at });
    const card = this.cards.get(action.cardId ?? '');
    if (card) this.notices.note(`card ${card.id}`, card.desc);
    if (type === 'commentCard') this.notices.note(`comment ${action.id}`, data['text']);
    if (type === 'updateComment') {
      const { id, text } = data['action'] as { readonly id: string; readonly text: string };
      this.notices.note(`comment ${id}`, text);
    }
    this.onAction(action);
    return action;
  }
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}

function ofBoard<Value extends { readonly boardId: string }>(all: Map<string, Value>, boardId: string): Value[] {
  return [...all.values()].filter((value) => value.boardId === boardId);
}
