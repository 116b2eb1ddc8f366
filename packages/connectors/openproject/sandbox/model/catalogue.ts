/** What an administrator has set up: the names that work packages choose from. */

export const STATUSES = [
  { id: 1, name: 'New', isClosed: false, isDefault: true, color: '#1098AD' },
  { id: 7, name: 'In progress', isClosed: false, isDefault: false, color: '#CC5DE8' },
  { id: 8, name: 'In review', isClosed: false, isDefault: false, color: '#FCC419' },
  { id: 12, name: 'Closed', isClosed: true, isDefault: false, color: '#DEE2E6' },
  { id: 14, name: 'Rejected', isClosed: true, isDefault: false, color: '#DEE2E6' },
] as const;

export const TYPES = [
  { id: 1, name: 'Task', isMilestone: false, color: '#1A67A3' },
  { id: 2, name: 'Milestone', isMilestone: true, color: '#35C53F' },
  { id: 4, name: 'Feature', isMilestone: false, color: '#3493B3' },
  { id: 7, name: 'Bug', isMilestone: false, color: '#CC2936' },
] as const;

export const PRIORITIES = [
  { id: 7, name: 'Low', isDefault: false },
  { id: 8, name: 'Normal', isDefault: true },
  { id: 9, name: 'High', isDefault: false },
  { id: 10, name: 'Immediate', isDefault: false },
] as const;

type CustomFieldType =
  | 'String'
  | 'Formattable'
  | 'Float'
  | 'Boolean'
  | 'Date'
  | 'CustomOption'
  | '[]CustomOption'
  | 'User';

export interface CustomField {
  readonly name: string;
  readonly title: string;
  /** As schemas name it. */
  readonly type: CustomFieldType;
  readonly options?: readonly { readonly id: number; readonly value: string }[];
}

/** Those that an instance starts with. */
export const CUSTOM_FIELDS: readonly CustomField[] = [
  { name: 'customField1', title: 'Customer', type: 'String' },
  { name: 'customField2', title: 'Release notes', type: 'Formattable' },
  { name: 'customField3', title: 'Story points', type: 'Float' },
  { name: 'customField4', title: 'Billable', type: 'Boolean' },
  { name: 'customField5', title: 'Go-live', type: 'Date' },
  {
    name: 'customField6',
    title: 'Team',
    type: 'CustomOption',
    options: [
      { id: 61, value: 'Red' },
      { id: 62, value: 'Green' },
      { id: 63, value: 'Blue' },
    ],
  },
  {
    name: 'customField7',
    title: 'Platforms',
    type: '[]CustomOption',
    options: [
      { id: 71, value: 'Web' },
      { id: 72, value: 'iOS' },
      { id: 73, value: 'Android' },
    ],
  },
  { name: 'customField8', title: 'Reviewer', type: 'User' },
];

/** Categories of a project. */
export function categoriesOf(projectId: number): readonly { readonly id: number; readonly name: string }[] {
  return ['Backend', 'Frontend', 'Billing'].map((name, i) => ({ id: projectId * 10 + i + 1, name }));
}

export function entry<Entry extends { readonly id: number }>(entries: readonly Entry[], id: number | null): Entry {
  const found = entries.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no entry ${id}`);
  return found;
}
