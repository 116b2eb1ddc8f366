import type { CanonicalField } from '../canonical-fields.ts';
import type { Manifest, ManifestColumn } from '../manifest.ts';
import type { ColumnProfile } from '../profile/profile-columns.ts';
import type { ManifestChange, Question } from './proposal.ts';
import type { FieldGuess } from './proposer.ts';

/** Two columns for one field. */
export function askWhichColumn<Rival extends FieldGuess>(
  field: CanonicalField,
  rivals: readonly Rival[],
  columnFor: (rival: Rival) => ManifestColumn,
): Question {
  const columns = rivals.map(({ column }) => column);
  const change = (column: ManifestColumn | null): ManifestChange => ({ kind: field.kind, field: field.field, column });
  return {
    id: `which ${field.kind}.${field.field}`,
    columns,
    text: `${listed(columns)} all look like ${field.field} of the ${field.kind.replace('_', ' ')}. Which one is it?`,
    choices: [
      ...rivals.map((rival) => ({ value: rival.column, label: rival.column, changes: [change(columnFor(rival))] })),
      { value: 'none', label: 'None of them', changes: [change(null)] },
    ],
    answer: null,
  };
}

/** A column called “name” in a file that does not say of whom. */
export function askWhoseNames({ column }: ColumnProfile): Question {
  const text = (as: ManifestColumn['as']): ManifestColumn => ({ column, as, whenEmpty: 'keep' });
  return {
    id: `whose ${column}`,
    columns: [column],
    text: `Does “${column}” hold the names of people or of companies?`,
    choices: [
      {
        value: 'people',
        label: 'People',
        changes: [
          { kind: 'contact', field: 'first_name', column: text('first_name') },
          { kind: 'contact', field: 'last_name', column: text('last_name') },
        ],
      },
      { value: 'companies', label: 'Companies', changes: [{ kind: 'account', field: 'name', column: text('text') }] },
      { value: 'none', label: 'Neither: leave it out', changes: [] },
    ],
    answer: null,
  };
}

/** One question for all fields of a column: a range is two of them. */
export function askOnce(questions: readonly Question[]): Question[] {
  return [...Map.groupBy(questions, ({ id }) => id).values()].map(([first, ...others]) => ({
    ...first!,
    choices: first!.choices.map((choice, at) => ({
      ...choice,
      changes: [...choice.changes, ...others.flatMap(({ choices }) => choices[at]?.changes ?? [])],
    })),
  }));
}

/** What the values of a column leave open. */
export function askAboutColumn(
  { field, column }: { readonly field: CanonicalField; readonly column: ManifestColumn },
  profile: ColumnProfile,
): Question[] {
  const choice = (value: string, label: string, set: Partial<ManifestColumn>) => ({
    value,
    label,
    changes: [{ kind: field.kind, field: field.field, column: { ...column, ...set } }],
  });
  const leaveOut = {
    value: 'leave out',
    label: 'Leave the column out',
    changes: [{ kind: field.kind, field: field.field, column: null }],
  };
  const base = { columns: [column.column], answer: null };
  if (column.dateOrder === null)
    return [
      {
        ...base,
        id: `order ${column.column}`,
        text: dateQuestion(profile),
        choices: [
          choice('dmy', 'Day first: 3/4 is the 3rd of April', { dateOrder: 'dmy' }),
          choice('mdy', 'Month first: 3/4 is the 4th of March', { dateOrder: 'mdy' }),
          leaveOut,
        ],
      },
    ];
  if (column.decimal === null)
    return [
      {
        ...base,
        id: `decimal ${column.column}`,
        text: `In “${column.column}”, what parts the decimals? ${profile.samples.slice(0, 3).join(' · ')}`,
        choices: [
          choice('.', 'A point: 1,234 is one thousand two hundred and thirty-four', { decimal: '.' }),
          choice(',', 'A comma: 1,234 is a little more than one', { decimal: ',' }),
          leaveOut,
        ],
      },
    ];
  if (column.as === 'phone' && profile.nationalPhones > 0)
    return [
      {
        ...base,
        id: `region ${column.column}`,
        text: `${profile.nationalPhones} numbers in “${column.column}” have no country, such as ${profile.samples.find((each) => !each.startsWith('+')) ?? profile.samples[0]}. Which one do they belong to?`,
        choices: [
          ...['DE', 'US', 'GB', 'FR', 'ES', 'IT', 'NL', 'PL', 'CH', 'AT'].map((region) =>
            choice(region, region, { region }),
          ),
          choice('as they are', 'Take them as they are written', { as: 'text' }),
          leaveOut,
        ],
      },
    ];
  return [];
}

function dateQuestion({ column, onlyOrder, samples }: ColumnProfile): string {
  const { dmy, mdy } = onlyOrder;
  if (dmy !== undefined && mdy !== undefined)
    return `“${column}” mixes orders: row ${dmy} can only be day first, row ${mdy} only month first. Which order do those have that can be both? Rows that do not fit it will wait for you.`;
  return `Dates in “${column}” can be read two ways, such as ${samples.slice(0, 2).join(' and ')}. Which order do they have?`;
}

function listed(columns: readonly string[]): string {
  return columns.map((column) => `“${column}”`).join(' and ');
}

/** What a manifest leaves open itself, whoever wrote it: it can't be applied before. */
export function openPoints(manifest: Manifest): string[] {
  const open: string[] = [];
  if (manifest.records.length === 0)
    open.push('No column says which company, person, deal, item in stock or interest a row is about.');
  for (const { kind, fields } of manifest.records)
    for (const [field, column] of Object.entries(fields)) {
      const isDate = column.as === 'date' || column.as === 'datetime';
      if (isDate && !column.dateOrder) open.push(`${kind}.${field}: the order of its dates (dateOrder) is not said.`);
      if (!manifest.layout.columns.includes(column.column))
        open.push(`${kind}.${field}: there is no column “${column.column}”.`);
    }
  return open;
}
