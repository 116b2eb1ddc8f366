import type { Diagnostic, Json } from '@syncline/core';
import { accountIdOf } from './embedded-user.ts';
import { asItem, type Item, idOf, idsOf, sortedSet, textOf, utcTime, wrongType } from './item.ts';
import { markdownOf } from './rich-text.ts';

/** The type of a field as Jira describes it: the `schema` of `GET /field`, and of an issue under `expand=schema`. */
export interface JiraFieldType {
  readonly type: string;
  readonly items: string | null;
  /** The kind of a custom field, such as `…customfieldtypes:textarea`. */
  readonly custom: string | null;
}

export const SPRINT_FIELD = 'com.pyxis.greenhopper.jira:gh-sprint';

export function fieldType(value: unknown): JiraFieldType | null {
  const schema = asItem(value);
  const type = textOf(schema?.['type']);
  return schema && type !== null ? { type, items: textOf(schema['items']), custom: textOf(schema['custom']) } : null;
}

/** A place in a list that moves with every drag, and a summary of commits: no one's data. */
export function isNoise(type: JiraFieldType): boolean {
  return /:(gh-lexo-rank|devsummarycf|vulnerabilitycf)$/.test(type.custom ?? '');
}

/** Whether it is chosen from options that an administrator lists. */
export function holdsOptions({ type, items }: JiraFieldType): boolean {
  return type === 'option' || (type === 'array' && items === 'option');
}

export function isRichText(type: JiraFieldType): boolean {
  return type.custom?.endsWith(':textarea') ?? false;
}

/** The custom fields of an issue by their API names, and its sprint; what the issue does not describe is left out. */
export function takeCustomFields(
  fields: Record<string, Json>,
  issueFields: Item,
  schemas: Item,
  diagnostics: Diagnostic[],
): void {
  for (const [name, value] of Object.entries(issueFields)) {
    if (!name.startsWith('customfield_') || value === undefined) continue;
    const type = fieldType(schemas[name]);
    if (type === null || isNoise(type)) continue;
    const isSprint = type.custom === SPRINT_FIELD;
    const canonical = value === null ? null : isSprint ? currentSprint(value) : customValue(type, value);
    if (canonical === undefined) diagnostics.push(wrongType(name, `a value of the type ${type.items ?? type.type}`));
    else fields[isSprint ? 'sprint' : name] = canonical;
  }
}

/** An issue keeps the sprints it has been in; it is in the one that is not closed. */
function currentSprint(value: unknown): string | null | undefined {
  if (!Array.isArray(value)) return undefined;
  return idOf(value.find((sprint) => asItem(sprint)?.['state'] !== 'closed'));
}

/** Undefined for what the type does not announce. */
function customValue(type: JiraFieldType, value: unknown): Json | undefined {
  if (isRichText(type)) return typeof value === 'object' ? markdownOf(value) : undefined;
  switch (type.type) {
    case 'string':
      return textOf(value) ?? undefined;
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'date':
      return textOf(value) ?? undefined;
    case 'datetime':
      return utcTime(value) ?? undefined;
    case 'user':
      return accountIdOf(value) ?? undefined;
    case 'option':
      return optionOf(value) ?? undefined;
    case 'version':
    case 'project':
      return idOf(value) ?? undefined;
    case 'array':
      return Array.isArray(value) ? customSet(type.items, value) : undefined;
    default:
      return value as Json;
  }
}

/** An option is known by its id: its name is the administrator's to change. */
function optionOf(value: unknown): string | null {
  const option = asItem(value);
  return textOf(option?.['id']) ?? textOf(option?.['value']);
}

function customSet(items: string | null, values: readonly unknown[]): Json | undefined {
  switch (items) {
    case 'string':
      return sortedSet(values.flatMap((value) => textOf(value) ?? []));
    case 'option':
      return sortedSet(values.flatMap((value) => optionOf(value) ?? []));
    case 'user':
      return sortedSet(values.flatMap((value) => accountIdOf(value) ?? []));
    case 'version':
      return idsOf(values);
    default:
      return values as Json;
  }
}
