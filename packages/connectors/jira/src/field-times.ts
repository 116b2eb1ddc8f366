import { SPRINT_FIELD } from './custom-fields.ts';
import { fieldNameOf } from './field-names.ts';
import { asItem, type Item, textOf, utcTime } from './item.ts';

/** Fields that Jira's history names by the same word as the issue does, so that one it does not name never changed. */
const IN_HISTORY = [
  'summary',
  'description',
  'status',
  'issue_type',
  'priority',
  'assignee',
  'labels',
  'due_date',
  'fix_versions',
  'components',
] as const;

/**
 * When the fields of an issue were last changed, out of its history (`expand=changelog`); undefined where it came
 * without. Only of a history that is shown to its start can be said what has not changed since the issue was made.
 */
export function fieldTimesIn(item: Item, created: string | null): Record<string, string> | undefined {
  const changelog = asItem(item['changelog']);
  const histories = changelog?.['histories'];
  if (!Array.isArray(histories)) return undefined;
  const times: Record<string, string> = {};
  for (const history of histories) {
    const time = utcTime(asItem(history)?.['created']);
    const items = asItem(history)?.['items'];
    if (time === null || !Array.isArray(items)) continue;
    for (const change of items) {
      const field = fieldOf(textOf(asItem(change)?.['fieldId']), asItem(item['schema']));
      if (field !== null && !(times[field] !== undefined && times[field] >= time)) times[field] = time;
    }
  }
  const total = changelog?.['total'];
  if (created !== null && typeof total === 'number' && total <= histories.length)
    for (const field of IN_HISTORY) times[field] ??= created;
  return times;
}

function fieldOf(fieldId: string | null, schemas: Item | null): string | null {
  if (fieldId === null || fieldId === '__proto__') return null;
  const isSprint = asItem(schemas?.[fieldId])?.['custom'] === SPRINT_FIELD;
  return isSprint ? 'sprint' : fieldNameOf(fieldId);
}
