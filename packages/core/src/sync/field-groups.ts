/** Fields that have one owner together, by what they are about. Names are those of the hub. */
export type FieldGroup = 'identity' | 'segment' | 'stage' | 'quote';

/** Who usually owns a group: what the presets say, and what the table of the CRMs' fields shows. */
export interface GroupCustom {
  readonly title: string;
  readonly owner: string;
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

export const fieldGroups: Readonly<Record<FieldGroup, GroupCustom>> = {
  identity: {
    title: 'Who or what it is',
    owner: 'the CRM, once the record is there (immutable_after_bind)',
    fields: {
      account: ['id', 'name', 'domain'],
      contact: ['id', 'first_name', 'last_name', 'email', 'account'],
      deal: ['id', 'name', 'account'],
      quote: ['id', 'name', 'deal', 'account'],
    },
  },
  segment: {
    title: 'How it is sorted',
    owner: 'as the policy says',
    fields: { account: ['segment', 'industry', 'type'], deal: ['type'] },
  },
  stage: {
    title: 'Where a deal stands',
    owner: 'the CRM, unless the deal is locked',
    fields: { deal: ['stage', 'close_date', 'probability', 'is_closed', 'is_won'] },
  },
  quote: {
    title: 'What a quote says',
    owner: 'the hub',
    fields: {
      quote: [
        'status',
        'total',
        'currency',
        'expiration_date',
        'version',
        'attachment_reference',
        'approval_status',
        'approved_by',
        'approved_at',
      ],
    },
  },
};

const PREFIX = 'group:';

/** The group that a field of a kind is in; null: none. */
export function groupOfField(kind: string, field: string): FieldGroup | null {
  const found = Object.entries(fieldGroups).find(([, { fields }]) => fields[kind]?.includes(field));
  return found ? (found[0] as FieldGroup) : null;
}

/** How a group is named where policies are by field: `group:stage`. */
export function groupKey(group: FieldGroup): string {
  return `${PREFIX}${group}`;
}

/** What is wrong with a name that stands for a group; null: nothing, or it is a field's. */
export function groupNameProblem(kind: string, name: string): string | null {
  if (!name.startsWith(PREFIX)) return null;
  const ofKind = Object.entries(fieldGroups).flatMap(([group, { fields }]) =>
    fields[kind] ? [`${PREFIX}${group}`] : [],
  );
  if (ofKind.includes(name)) return null;
  return ofKind.length === 0
    ? `${kind} has no groups of fields; name the fields`
    : `${kind} has no ${name}; it has ${ofKind.join(', ')}`;
}
