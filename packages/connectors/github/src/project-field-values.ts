import type { Diagnostic, Json } from '@syncline/core';
import { asItem, textOf } from './item.ts';

/** Types of the fields that a project adds; the others repeat what the issue or pull request shows itself. */
const OWN_TYPES = new Set<unknown>(['text', 'number', 'date', 'single_select', 'iteration']);

export function isProjectsOwnField(dataType: unknown): boolean {
  return OWN_TYPES.has(dataType);
}

/** The values of a project's own fields: `status` for the field of that name, `custom.<name>` for the rest; null where unset. */
export function projectFieldValues(value: unknown, diagnostics: Diagnostic[]): Record<string, Json> {
  const fields: Record<string, Json> = {};
  if (!Array.isArray(value)) return fields;
  for (const entry of value) {
    const field = asItem(entry);
    const name = textOf(field?.['name']);
    if (!field || name === null || !isProjectsOwnField(field['data_type']) || field['value'] === undefined) continue;
    const key = name === 'Status' && field['data_type'] === 'single_select' ? 'status' : `custom.${name}`;
    const plain = plainValue(field['value']);
    if (plain !== undefined) fields[key] = plain;
    else
      diagnostics.push({
        severity: 'warning',
        code: 'github_wrong_type',
        field: key,
        message: `GitHub sent a value of ${name} that is neither a text, a number nor a named option; it was left out`,
      });
  }
  return fields;
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
