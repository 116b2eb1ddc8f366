import { editCard } from '../changes/card-changes.ts';
import { setCustomValue } from '../changes/custom-values.ts';
import type { SandboxCard } from '../model/records.ts';
import type { World } from '../model/world.ts';

/** What a person changes of a card in the browser. */
export interface CardEdit {
  readonly name?: string;
  readonly desc?: string;
  /** The name of a list of its board. */
  readonly list?: string;
  readonly closed?: boolean;
  readonly due?: string | null;
  readonly start?: string | null;
  readonly dueComplete?: boolean;
  /** Ids. */
  readonly members?: readonly string[];
  /** Names of labels of its board; without a name, colors. */
  readonly labels?: readonly string[];
  /** By the name of the field, as the API takes them. */
  readonly custom?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The edit as a body. */
export function bodyFrom(world: World, boardId: string, edit: CardEdit): Record<string, unknown> {
  const { list, members, labels, custom: _custom, ...same } = edit;
  const listId = world.listsOf(boardId).find(({ name }) => name === list)?.id;
  if (list !== undefined && listId === undefined) throw new Error(`no list called ${list}`);
  return {
    ...same,
    ...(listId !== undefined && { idList: listId }),
    ...(members !== undefined && { idMembers: members }),
    ...(labels !== undefined && { idLabels: labels.map((name) => labelId(world, boardId, name)) }),
  };
}

function labelId(world: World, boardId: string, name: string): string {
  const label = world.labelsOf(boardId).find((one) => (one.name || one.color) === name);
  if (!label) throw new Error(`no label called ${name}`);
  return label.id;
}

export function applyEdit(world: World, card: SandboxCard, edit: CardEdit, by: string): SandboxCard {
  let edited = editCard(world, card, bodyFrom(world, card.boardId, edit), by);
  for (const [name, value] of Object.entries(edit.custom ?? {})) {
    const field = world.customFieldsOf(card.boardId).find((one) => one.name === name);
    if (!field) throw new Error(`no custom field called ${name}`);
    edited = setCustomValue(world, edited, field.id, value, by);
  }
  return edited;
}
