import type { EditRun, FaultPlan, FixedWindow, RequestLog, WebhookSender } from '@syncline/sandbox';
import { attach, detach } from '../changes/attachment-changes.ts';
import {
  addCheckItem,
  createChecklist,
  createLabel,
  deleteChecklist,
  deleteLabel,
  editCheckItem,
  editLabel,
  editList,
} from '../changes/board-changes.ts';
import { createCard, deleteCard, editCard } from '../changes/card-changes.ts';
import { createComment, deleteComment, editComment } from '../changes/comment-changes.ts';
import { defineCustomField, type FieldDefinition, removeCustomField, renameOption } from '../changes/custom-fields.ts';
import type {
  SandboxAction,
  SandboxAttachment,
  SandboxBoard,
  SandboxChecklist,
  SandboxCustomField,
  SandboxLabel,
  SandboxMember,
} from '../model/records.ts';
import type { World } from '../model/world.ts';
import { renderAttachment } from '../render/render-attachment.ts';
import type { Hooks } from '../webhooks/hooks.ts';
import { applyEdit, bodyFrom, type CardEdit } from './edits.ts';
import { runEdits } from './run-edits.ts';
import { type CardTruth, truthOf } from './truth.ts';

export interface ControlParts {
  readonly world: World;
  readonly hooks: Hooks;
  /** Webhooks on their way out: their faults, `pending`, `idle()`. */
  readonly sender: WebhookSender;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly quota: FixedWindow;
}

export type TrelloSandboxControl = ReturnType<typeof createControl>;

/** What tests and demos do to the simulated Trello without going through its API. Changes send webhooks all the same. */
export function createControl({ world, hooks, sender, faults, log, quota }: ControlParts) {
  const somebody = world.members[1]?.id ?? world.viewer.id;
  const at = <Value>(found: Value | undefined, what: string): Value => {
    if (found === undefined) throw new Error(`no ${what}`);
    return found;
  };
  const cardAt = (id: string) => at(world.cards.get(id), `card ${id}`);
  const boardAt = (term: string) =>
    at(world.board(term) ?? [...world.boards.values()].find(({ name }) => name === term), `board ${term}`);
  const actionAt = (id: string) => at(world.actions.get(id), `comment ${id}`);
  const labelAt = (id: string) => at(world.labels.get(id), `label ${id}`);
  const fieldAt = (id: string) => at(world.customFields.get(id), `custom field ${id}`);
  const checklistAt = (id: string) => at(world.checklists.get(id), `checklist ${id}`);
  const truth = (id: string): CardTruth => truthOf(world, cardAt(id));
  return {
    boards: (): readonly SandboxBoard[] => [...world.boards.values()],
    members: (): readonly SandboxMember[] => world.members,
    /** User names of those whom Trello told that a text names them, in order. */
    notified: (): readonly string[] => world.notices.notified(),
    lists: (board: string) => world.listsOf(boardAt(board).id),
    labels: (board: string): readonly SandboxLabel[] => world.labelsOf(boardAt(board).id),
    customFields: (board: string) => world.customFieldsOf(boardAt(board).id),
    /** A field of a board; with an id, that one is made what is given. */
    defineCustomField: (board: string, definition: FieldDefinition, id?: string): SandboxCustomField =>
      defineCustomField(world, boardAt(board).id, definition, somebody, id),
    removeCustomField: (id: string): void => removeCustomField(world, fieldAt(id), somebody),
    renameOption: (fieldId: string, optionId: string, text: string): void =>
      renameOption(world, fieldAt(fieldId), optionId, text),

    /** A board is named by its id, short name or name. */
    createCard: (board: string, edit: CardEdit & { readonly name: string }): CardTruth => {
      const { id } = boardAt(board);
      const { custom, closed, ...rest } = edit;
      const card = createCard(world, bodyFrom(world, id, { list: 'To Do', ...rest }), somebody);
      if (custom || closed) applyEdit(world, card, { ...(custom && { custom }), ...(closed && { closed }) }, somebody);
      return truth(card.id);
    },
    editCard: (id: string, edit: CardEdit): CardTruth => truth(applyEdit(world, cardAt(id), edit, somebody).id),
    moveCard: (id: string, board: string): CardTruth =>
      truth(editCard(world, cardAt(id), { idBoard: boardAt(board).id }, somebody).id),
    deleteCard: (id: string): void => deleteCard(world, cardAt(id), somebody),
    createComment: (id: string, text: string): SandboxAction => createComment(world, cardAt(id), text, somebody),
    editComment: (id: string, text: string): SandboxAction => editComment(world, actionAt(id), text, somebody),
    deleteComment: (id: string): void => deleteComment(world, actionAt(id), somebody),
    attachFile: (
      id: string,
      fileName: string,
      bytes: Buffer = Buffer.alloc(1_234),
      contentType = 'text/plain',
    ): SandboxAttachment => attach(world, cardAt(id), { fileName, bytes, contentType }, somebody),
    attachLink: (id: string, url: string): SandboxAttachment => attach(world, cardAt(id), { url }, somebody),
    removeAttachment: (id: string): void => detach(world, at(world.attachments.get(id), `attachment ${id}`), somebody),
    /** The address that texts show a file by. */
    addressOf: (id: string): string => renderAttachment(world, at(world.attachments.get(id), `attachment ${id}`)).url,
    setUploadLimit: (bytes: number): void => void (world.uploadLimit = bytes),
    media: world.media,
    renameList: (board: string, name: string, to: string): void => {
      const list = at(
        world.listsOf(boardAt(board).id).find((one) => one.name === name),
        `list ${name}`,
      );
      editList(world, list, { name: to }, somebody);
    },
    archiveList: (board: string, name: string, closed = true): void => {
      const list = at(
        world.listsOf(boardAt(board).id).find((one) => one.name === name),
        `list ${name}`,
      );
      editList(world, list, { closed }, somebody);
    },
    createLabel: (board: string, name: string, color: string | null = null): SandboxLabel =>
      createLabel(world, { idBoard: boardAt(board).id, name, color }, somebody),
    editLabel: (id: string, edit: { readonly name?: string; readonly color?: string | null }): SandboxLabel =>
      editLabel(world, labelAt(id), edit, somebody),
    deleteLabel: (id: string): void => deleteLabel(world, labelAt(id), somebody),
    createChecklist: (cardId: string, name: string): SandboxChecklist =>
      createChecklist(world, { idCard: cardAt(cardId).id, name }, somebody),
    addCheckItem: (checklistId: string, name: string): SandboxChecklist =>
      addCheckItem(world, checklistAt(checklistId), { name }, somebody),
    tickItem: (checklistId: string, itemId: string, done = true): SandboxChecklist =>
      editCheckItem(world, checklistAt(checklistId), itemId, { state: done ? 'complete' : 'incomplete' }, somebody),
    deleteChecklist: (id: string): void => deleteChecklist(world, checklistAt(id), somebody),
    closeBoard: (term: string, closed = true): void => {
      const board = boardAt(term);
      world.boards.set(board.id, { ...board, closed });
      world.act('updateBoard', { boardId: board.id }, somebody, { old: { closed: board.closed } });
    },
    /** The token's member may no longer see it. */
    hideBoard: (term: string, isHidden = true): void => {
      const { id } = boardAt(term);
      if (isHidden) world.hidden.add(id);
      else world.hidden.delete(id);
    },
    runEdits: (run: EditRun): Promise<number> => runEdits(world, run),

    /** The state of a card now; undefined when there is none. */
    card: (id: string): CardTruth | undefined => (world.cards.has(id) ? truth(id) : undefined),
    /** Every card of a board now, oldest first. */
    cards: (board: string): CardTruth[] =>
      world
        .cardsOf(boardAt(board).id)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((card) => truthOf(world, card)),
    cardCount: (): number => world.cards.size,
    /** What is said about a card now, oldest first. */
    comments: (id: string): readonly { readonly id: string; readonly text: string }[] =>
      world.commentsOf(cardAt(id).id).map((action) => ({ id: action.id, text: String(action.data['text']) })),
    /** What is attached to a card now. */
    /** As people copy it out of the card. */
    addressOfCard: (id: string): string => `https://trello.com/c/${cardAt(id).shortLink}`,
    attachments: (id: string): readonly SandboxAttachment[] => world.attachmentsOf(cardAt(id).id),
    checklists: (id: string): readonly SandboxChecklist[] => world.checklistsOf(id),

    /** How many requests had `METHOD /path?query` matching, since the start or `log.clear()`. */
    requestCount: (pattern: RegExp | string): number => log.count(pattern),
    log,
    faults,
    webhooks: sender,
    rateLimit: quota,
    hooks: {
      list: () => hooks.list(),
      /** Trello switches off a webhook that it could not deliver to for long. */
      switchOff: (id: string): void => void hooks.put({ ...at(hooks.get(id), `webhook ${id}`), active: false }),
      remove: (id: string): void => hooks.remove(id),
      deliveries: hooks.deliveries,
    },
  };
}
