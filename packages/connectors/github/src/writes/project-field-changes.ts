import { type Json, SynclineError } from '@syncline/core';
import { projectFieldId } from '../project-field-values.ts';
import type { ProjectField } from '../resolve-project.ts';

/**
 * `status`, `custom_<id>` and `custom.<name>` as GitHub takes them: options and iterations by id, the rest as it is. Throws
 * `invalid` for a field that the project does not have, and for a value that the field does not take.
 */
export function projectFieldChanges(
  fields: readonly ProjectField[],
  wanted: Readonly<Record<string, Json>>,
): { readonly id: number; readonly value: Json }[] {
  return Object.entries(wanted).flatMap(([key, value]) => {
    const [id, name] = [projectFieldId(key), nameOf(key)];
    if (id === null && name === null) return [];
    const field = fields.find((candidate) => (id === null ? candidate.name === name : candidate.id === id));
    if (!field)
      throw refuse(
        key,
        `The project has no field ${name ?? key}.`,
        fields.map((candidate) => candidate.name),
      );
    return [{ id: field.id, value: value === null ? null : valueFor(field, key, value) }];
  });
}

function nameOf(key: string): string | null {
  if (key === 'status') return 'Status';
  return key.startsWith('custom.') ? key.slice('custom.'.length) : null;
}

function valueFor(field: ProjectField, key: string, value: Json): Json {
  if (field.choices) {
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    const named = field.choices.filter((choice) => choice.name === shown);
    const chosen = field.choices.find(({ id }) => id === shown) ?? named[0];
    if (chosen !== undefined) return chosen.id;
    throw refuse(
      key,
      `${field.name} does not offer "${shown.slice(0, 100)}".`,
      field.choices.map((choice) => choice.name),
    );
  }
  const wanted = field.type === 'number' ? 'number' : 'string';
  if (typeof value !== wanted) throw refuse(key, `${field.name} takes a ${field.type}.`);
  if (field.type === 'date' && typeof value === 'string' && !/^\d{4}-\d\d-\d\d$/.test(value))
    throw refuse(key, `${field.name} takes a date such as 2026-11-21.`);
  return value;
}

function refuse(field: string, message: string, choices?: readonly string[]): SynclineError {
  return new SynclineError({
    class: 'invalid',
    code: 'github_project_field',
    field,
    message: choices ? `${message} It has ${choices.join(', ') || 'none'}.` : message,
    ...(choices && { choices }),
  });
}
