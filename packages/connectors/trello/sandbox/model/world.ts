import type { SandboxSettings } from '../options.ts';
import { idAt, shortLinkOf } from './ids.ts';
import type {
  SandboxAction,
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
  readonly actions = new Map<string, SandboxAction>();
  /** Boards that the token's member may not see. */
  readonly hidden = new Set<string>();
  /** Members of a board; absent: all. */
  readonly leftBoard = new Map<string, Set<string>>();
  onAction: (action: SandboxAction) => void = () => undefined;
  readonly #cardsOf = new Map<string, Set<string>>();
  readonly #actionsOf = new Map<string, string[]>();
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
    const ofBoard = this.#cardsOf.get(card.boardId) ?? new Set();
    this.#cardsOf.set(card.boardId, ofBoard.add(card.id));
    this.cards.set(card.id, card);
    return card;
  }

  removeCard(card: SandboxCard): void {
    this.cards.delete(card.id);
    this.#cardsOf.get(card.boardId)?.delete(card.id);
    for (const list of this.checklistsOf(card.id)) this.checklists.delete(list.id);
    for (const action of [...this.actions.values()]) if (action.cardId === card.id) this.actions.delete(action.id);
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

  checklistsOf(cardId: string): SandboxChecklist[] {
    return [...this.checklists.values()].filter((list) => list.cardId === cardId);
  }

  membersOf(boardId: string): SandboxMember[] {
    const left = this.leftBoard.get(boardId);
    return this.members.filter(({ id }) => !left?.has(id));
  }

  putAction(action: SandboxAction): void {
    this.actions.set(action.id, action);
    const ofBoard = this.#actionsOf.get(action.boardId);
    if (ofBoard) ofBoard.push(action.id);
    else this.#actionsOf.set(action.boardId, [action.id]);
  }

  /** Those that are listed, newest first. */
  actionsOf(boardId: string): SandboxAction[] {
    const all = (this.#actionsOf.get(boardId) ?? []).flatMap((id) => this.actions.get(id) ?? []);
    return all.filter(({ type }) => !UNLISTED.has(type)).sort((a, b) => (a.id < b.id ? 1 : -1));
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
    this.onAction(action);
    return action;
  }
}

function ofBoard<Value extends { readonly boardId: string }>(all: Map<string, Value>, boardId: string): Value[] {
  return [...all.values()].filter((value) => value.boardId === boardId);
}
