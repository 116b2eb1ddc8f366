import type { StreamField } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import { sortedSet } from './item.ts';
import { expressedMarkdown } from './rich-text.ts';

const MAX_SUMMARY = 255;
const MAX_LABEL = 255;

/**
 * What of an issue can be mapped and written. A site's own fields come beside these by their API names
 * (`customfield_10016`), typed by what Jira says of them.
 */
export const issueFields: readonly StreamField[] = [
  { name: 'summary', type: 'text', writable: 'yes', required: true, express: expressSummary },
  { name: 'description', type: 'rich_text', dialect: 'adf', writable: 'yes', express: expressRichText },
  { name: 'status', type: 'choice', writable: 'yes' },
  { name: 'status_category', type: 'choice', writable: 'no' },
  { name: 'issue_type', type: 'choice', writable: 'yes', required: true },
  { name: 'priority', type: 'choice', writable: 'yes' },
  { name: 'resolution', type: 'choice', writable: 'no' },
  { name: 'assignee', type: 'reference', writable: 'yes', references: 'users' },
  { name: 'reporter', type: 'reference', writable: 'no', references: 'users' },
  { name: 'labels', type: 'text_set', writable: 'yes', express: expressLabels },
  { name: 'due_date', type: 'date', writable: 'yes' },
  { name: 'fix_versions', type: 'reference_set', writable: 'yes', references: 'versions' },
  { name: 'components', type: 'reference_set', writable: 'yes', references: 'components' },
  { name: 'parent', type: 'reference', writable: 'yes', references: 'issues' },
  { name: 'sprint', type: 'reference', writable: 'yes', references: 'iterations' },
  { name: 'depends_on', type: 'reference_set', writable: 'yes', references: 'issues' },
  { name: 'blocks', type: 'reference_set', writable: 'yes', references: 'issues' },
  { name: 'related_to', type: 'reference_set', writable: 'yes', references: 'issues' },
  { name: 'key', type: 'text', writable: 'no' },
  { name: 'created_at', type: 'instant', writable: 'no' },
  { name: 'resolved_at', type: 'instant', writable: 'no' },
];

/** One line of at most 255 characters; Jira refuses what we cut. */
export function expressSummary(value: Json): Json {
  if (typeof value !== 'string') return value;
  return cut(value.replace(/\s*[\r\n]+\s*/g, ' ').trim(), MAX_SUMMARY).trim();
}

/** A file's name is one line, and no path. */
export function expressFileName(value: Json): Json {
  const line = expressSummary(value);
  return typeof line === 'string' ? line.split(/[\\/]/).at(-1)! : line;
}

/** A label has no spaces: `good first issue` is `good-first-issue`. */
export function expressLabels(value: Json): Json {
  if (!Array.isArray(value)) return value;
  const labels = value.flatMap((label: Json) => (typeof label === 'string' ? label.trim().replace(/\s+/g, '-') : []));
  return sortedSet(labels.filter((label) => label !== '').map((label) => cut(label, MAX_LABEL)));
}

export function expressRichText(value: Json): Json {
  return typeof value === 'string' ? expressedMarkdown(value) : value;
}

/** Never in the middle of a character that takes two places. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, /[\uD800-\uDBFF]/.test(text[length - 1] ?? '') ? length - 1 : length);
}
