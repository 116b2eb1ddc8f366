import type { CustomFieldType, SandboxCustomField } from '../model/records.ts';
import type { World } from '../model/world.ts';

export interface FieldDefinition {
  readonly name: string;
  readonly type: CustomFieldType;
  /** Of a list, what can be chosen; an option that is there already keeps its id. */
  readonly options?: readonly string[];
}

/**
 * Makes a field of a board, or makes the one with that id what is given: cards keep their values unless it holds
 * something else from now on. (A person can't do the latter: at Trello a field keeps its type.)
 */
export function defineCustomField(
  world: World,
  boardId: string,
  { name, type, options = [] }: FieldDefinition,
  by: string,
  id?: string,
): SandboxCustomField {
  const before = world.customFields.get(id ?? '');
  const field: SandboxCustomField = {
    id: before?.id ?? world.takeId(),
    boardId,
    name,
    type,
    options: options.map((text) => before?.options.find((one) => one.text === text) ?? { id: world.takeId(), text }),
  };
  world.customFields.set(field.id, field);
  const kept = new Set(field.options.map((option) => option.id));
  if (before) dropValues(world, field, (idValue) => before.type !== type || (idValue !== null && !kept.has(idValue)));
  const told = { customField: { id: field.id, name, type } };
  world.act(before ? 'updateCustomField' : 'createCustomField', { boardId }, by, told);
  return field;
}

/** With the values that cards have of it, which is no activity of theirs. */
export function removeCustomField(world: World, field: SandboxCustomField, by: string): void {
  world.customFields.delete(field.id);
  dropValues(world, field, () => true);
  const told = { customField: { id: field.id, name: field.name } };
  world.act('deleteCustomField', { boardId: field.boardId }, by, told);
}

/** Another name for an option; its id stays. */
export function renameOption(world: World, field: SandboxCustomField, optionId: string, text: string): void {
  const options = field.options.map((option) => (option.id === optionId ? { ...option, text } : option));
  world.customFields.set(field.id, { ...field, options });
}

function dropValues(
  world: World,
  { id, boardId }: SandboxCustomField,
  isLost: (idValue: string | null) => boolean,
): void {
  for (const card of world.cardsOf(boardId)) {
    const { [id]: value, ...others } = card.custom;
    if (value !== undefined && isLost(value.idValue)) world.putCard({ ...card, custom: others });
  }
}
