import type { FieldDescription } from '../model/catalogue.ts';
import type { Site } from '../model/site.ts';

const KIND = 'com.atlassian.jira.plugin.system.customfieldtypes:';

const SCHEMAS = {
  text: { type: 'string', custom: `${KIND}textfield` },
  number: { type: 'number', custom: `${KIND}float` },
  select: { type: 'option', custom: `${KIND}select` },
  multi_select: { type: 'array', items: 'option', custom: `${KIND}multiselect` },
} as const;

export interface SiteField {
  /** What its API name ends in. */
  readonly number: number;
  readonly name: string;
  readonly holds: keyof typeof SCHEMAS;
  /** Of a selection, what can be chosen; an option that is there already keeps its id. */
  readonly options?: readonly string[];
}

/**
 * What an administrator does: makes a field, or makes the one of that number what is given. Issues keep what they have
 * of it unless it holds something else from now on. (At Jira a field keeps its type.)
 */
export function defineField(site: Site, { number, name, holds, options = [] }: SiteField): string {
  const id = `customfield_${number}`;
  const before = site.fields.get(id);
  const schema = { ...SCHEMAS[holds], customId: number };
  const kept = before?.options ?? [];
  const listed = options.map((value, i) => {
    return kept.find((option) => option.value === value) ?? { id: String(number * 10 + kept.length + i), value };
  });
  const field: FieldDescription = { id, name, schema, ...(schema.custom.endsWith('select') && { options: listed }) };
  site.fields.set(id, field);
  if (before && before.schema.custom !== schema.custom) dropValues(site, id);
  return id;
}

export function removeField(site: Site, id: string): void {
  site.fields.delete(id);
  dropValues(site, id);
}

/** Another name for an option; its id stays, and no issue changes. */
export function renameOption(site: Site, fieldId: string, optionId: string, value: string): void {
  const field = site.fields.get(fieldId);
  if (!field) throw new Error(`no field ${fieldId}`);
  const options = (field.options ?? []).map((option) => (option.id === optionId ? { ...option, value } : option));
  site.fields.set(fieldId, { ...field, options });
}

function dropValues(site: Site, id: string): void {
  for (const project of site.projects)
    for (const number of project.numbers()) {
      const issue = project.issue(number);
      if (issue?.custom[id] === undefined) continue;
      const { [id]: _, ...custom } = issue.custom;
      project.put({ ...issue, custom });
    }
}
