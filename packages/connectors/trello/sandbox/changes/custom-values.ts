import type { CustomValue, SandboxCard, SandboxCustomField } from '../model/records.ts';
import type { World } from '../model/world.ts';
import { placeOf } from './card-changes.ts';
import { invalid, notFound, Refusal } from './refusal.ts';

/** Sets, or empties, a card's value of a custom field. */
export function setCustomValue(
  world: World,
  card: SandboxCard,
  fieldId: string,
  body: Readonly<Record<string, unknown>>,
  by: string,
): SandboxCard {
  const field = world.customFields.get(fieldId);
  if (!field || field.boardId !== card.boardId) throw notFound();
  const value = valueOf(field, body);
  const { [fieldId]: _before, ...others } = card.custom;
  const custom = value === null ? others : { ...others, [fieldId]: value };
  const edited = world.putCard({ ...card, custom, lastActivity: world.nowMs() });
  world.act('updateCustomFieldItem', placeOf(edited), by, { customField: { id: fieldId, name: field.name } });
  return edited;
}

function valueOf(field: SandboxCustomField, body: Readonly<Record<string, unknown>>): CustomValue | null {
  const { idValue, value } = body;
  if (field.type === 'list') {
    if (idValue === '' || idValue === null) return null;
    const option = field.options.find(({ id }) => id === idValue);
    if (!option) throw invalid('idValue');
    return { idValue: option.id, value: null };
  }
  if (value === '') return null;
  const texts = Object.entries((value ?? {}) as Record<string, unknown>);
  const [entry] = texts;
  if (!entry || texts.length !== 1) throw invalid('value');
  const [kind, text] = entry;
  const expected = { text: 'text', number: 'number', checkbox: 'checked', date: 'date' }[field.type];
  if (kind !== expected) throw new Refusal(400, 'Invalid custom field item value.');
  if (kind === 'number' && !Number.isFinite(Number(text))) throw invalid('value');
  if (kind === 'date' && Number.isNaN(Date.parse(String(text)))) throw invalid('value');
  // A tick that is taken off is a value that is none.
  if (kind === 'checked' && String(text) === 'false') return null;
  return { idValue: null, value: { [kind]: kind === 'date' ? new Date(String(text)).toISOString() : String(text) } };
}
