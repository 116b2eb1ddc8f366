import type { Diagnostic, Json } from '@syncline/core';
import { asItem, type Item, idOf, textOf } from './item.ts';

/** Types of the fields that a project adds; the others repeat what the issue or pull request shows itself. */
const OWN_TYPES = new Set<unknown>(['text', 'number', 'date', 'single_select', 'iteration']);

export function isProjectsOwnField(dataType: unknown): boolean {
  return OWN_TYPES.has(dataType);
}

const PREFIX = 'custom_';

/** The field of ours that a project's own field is, by its id, which it keeps when it is renamed. */
export function projectFieldKey(id: string | number): string {
  return `${PREFIX}${id}`;
}

/** The id in the name of such a field; null for another one. */
export function projectFieldId(key: string): number | null {
  const [, id] = /^custom_(\d{1,15})$/.exec(key) ?? [];
  return id === undefined ? null : Number(id);
}

/**
 * The values of a project's own fields; null where unset. `status` for the field of that name, as it is called. The rest
 * twice: by the field's id, of what is chosen the id (`custom_123`), and by names, which several projects may share
 * (`custom.Priority`).
 */
export function projectFieldValues(value: unknown, diagnostics: Diagnostic[]): Record<string, Json> {
  const fields: Record<string, Json> = {};
  if (!Array.isArray(value)) return fields;
  for (const entry of value) {
    const field = asItem(entry);
    const name = textOf(field?.['name']);
    if (!field || name === null || !isProjectsOwnField(field['data_type']) || field['value'] === undefined) continue;
    const key = name === 'Status' && field['data_type'] === 'single_select' ? 'status' : `custom.${name}`;
    const plain = plainValue(field['value']);
    if (plain !== undefined) {
      fields[key] = plain;
      const id = idOf(field);
      if (key !== 'status' && id !== null) fields[projectFieldKey(id)] = chosenId(field, field['value']) ?? plain;
    } else
      diagnostics.push({
        severity: 'warning',
        code: 'github_wrong_type',
        field: key,
        message: `GitHub sent a value of ${name} that is neither a text, a number nor a named option; it was left out`,
      });
  }
  return fields;
}

/** The id of an option or iteration; null for what is none. */
function chosenId(field: Item, value: unknown): string | null {
  const isChosen = field['data_type'] === 'single_select' || field['data_type'] === 'iteration';
  return isChosen ? textOf(asItem(value)?.['id']) : null;
}

/** A text is plain or `{ raw }`; an option has a `name`, an iteration a `title`, each again plain or `{ raw }`. */
function plainValue(value: unknown): string | number | null | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  const object = asItem(value);
  return rawText(object) ?? rawText(object?.['name']) ?? rawText(object?.['title']) ?? undefined;
}

/** A text that is plain, or under `raw` beside its HTML. */
export function rawText(value: unknown): string | null {
  return textOf(value) ?? textOf(asItem(value)?.['raw']);
}
