/** What an administrator has set up at the site: the names that issues choose from. */

export interface Status {
  readonly id: string;
  readonly name: string;
  readonly category: { readonly id: number; readonly key: string; readonly name: string; readonly colorName: string };
}

const TO_DO = { id: 2, key: 'new', name: 'To Do', colorName: 'blue-gray' } as const;
const DOING = { id: 4, key: 'indeterminate', name: 'In Progress', colorName: 'yellow' } as const;
const DONE = { id: 3, key: 'done', name: 'Done', colorName: 'green' } as const;

export const STATUSES: readonly Status[] = [
  { id: '10000', name: 'Backlog', category: TO_DO },
  { id: '10001', name: 'To Do', category: TO_DO },
  { id: '3', name: 'In Progress', category: DOING },
  { id: '10002', name: 'In Review', category: DOING },
  { id: '10003', name: 'Done', category: DONE },
];

/** Where every issue starts. */
export const FIRST_STATUS = 'To Do';

export const ISSUE_TYPES = [
  { id: '10000', name: 'Epic', subtask: false, level: 1 },
  { id: '10001', name: 'Story', subtask: false, level: 0 },
  { id: '10002', name: 'Task', subtask: false, level: 0 },
  { id: '10003', name: 'Bug', subtask: false, level: 0 },
  { id: '10004', name: 'Sub-task', subtask: true, level: -1 },
] as const;

export const PRIORITIES = [
  { id: '1', name: 'Highest' },
  { id: '2', name: 'High' },
  { id: '3', name: 'Medium' },
  { id: '4', name: 'Low' },
  { id: '5', name: 'Lowest' },
] as const;

const CUSTOM = 'com.atlassian.jira.plugin.system.customfieldtypes:';

export interface FieldDescription {
  readonly id: string;
  readonly name: string;
  readonly schema: {
    readonly type: string;
    readonly items?: string;
    readonly system?: string;
    readonly custom?: string;
    readonly customId?: number;
  };
  /** Of a selection, what can be chosen. */
  readonly options?: readonly FieldOption[];
}

export interface FieldOption {
  readonly id: string;
  readonly value: string;
}

function custom(
  number: number,
  name: string,
  type: string,
  kind: string,
  more: { items?: string; options?: string[] } = {},
) {
  const { options, items } = more;
  const schema = { type, ...(items && { items }), custom: kind, customId: number };
  const listed = options?.map((value, i) => ({ id: String(number * 10 + i), value }));
  return { id: `customfield_${number}`, name, schema, ...(listed && { options: listed }) };
}

export const SPRINT_FIELD = 'customfield_10020';

export const CUSTOM_FIELDS: readonly FieldDescription[] = [
  custom(10_010, 'Team', 'option', `${CUSTOM}select`, { options: ['Red', 'Green', 'Blue'] }),
  custom(10_011, 'Customer', 'string', `${CUSTOM}textfield`),
  custom(10_012, 'Release notes', 'string', `${CUSTOM}textarea`),
  custom(10_013, 'Platforms', 'array', `${CUSTOM}multiselect`, { items: 'option', options: ['Web', 'iOS', 'Android'] }),
  custom(10_014, 'Reviewers', 'array', `${CUSTOM}multiuserpicker`, { items: 'user' }),
  custom(10_015, 'Go-live', 'datetime', `${CUSTOM}datetime`),
  custom(10_016, 'Story points', 'number', `${CUSTOM}float`),
  custom(10_019, 'Rank', 'any', 'com.pyxis.greenhopper.jira:gh-lexo-rank'),
  custom(10_020, 'Sprint', 'array', 'com.pyxis.greenhopper.jira:gh-sprint', { items: 'json' }),
];

function system(id: string, name: string, type: string, items?: string): FieldDescription {
  return { id, name, schema: { type, ...(items && { items }), system: id } };
}

export const FIELDS: readonly FieldDescription[] = [
  system('summary', 'Summary', 'string'),
  system('description', 'Description', 'string'),
  system('status', 'Status', 'status'),
  system('issuetype', 'Issue Type', 'issuetype'),
  system('priority', 'Priority', 'priority'),
  system('resolution', 'Resolution', 'resolution'),
  system('resolutiondate', 'Resolved', 'datetime'),
  system('assignee', 'Assignee', 'user'),
  system('reporter', 'Reporter', 'user'),
  system('creator', 'Creator', 'user'),
  system('labels', 'Labels', 'array', 'string'),
  system('duedate', 'Due date', 'date'),
  system('fixVersions', 'Fix versions', 'array', 'version'),
  system('components', 'Components', 'array', 'component'),
  system('issuelinks', 'Linked Issues', 'array', 'issuelinks'),
  system('project', 'Project', 'project'),
  system('created', 'Created', 'datetime'),
  system('updated', 'Updated', 'datetime'),
  system('comment', 'Comment', 'comments-page'),
  ...CUSTOM_FIELDS,
];
