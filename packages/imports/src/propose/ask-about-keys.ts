import { foldName, runningNames } from '../canonical-fields.ts';
import type { Manifest } from '../manifest.ts';
import type { ColumnProfile } from '../profile/profile-columns.ts';
import type { Proposal, Question } from './proposal.ts';

/** Whether it is called as what numbers the rows of a list, and does so in all of them. */
export function countsRows({ column, filled, empty, counting }: ColumnProfile): boolean {
  return runningNames.has(foldName(column)) && filled > 0 && empty === 0 && counting === filled;
}

/**
 * What a profile leaves open about a file: it tells records by a column that counts the rows of this one. Whether the same
 * number is the same record, only a person knows.
 */
export function askAboutKeys(
  { records }: Manifest,
  { counting }: Pick<Proposal, 'counting'>,
  profile: string,
): Question[] {
  return records.flatMap(({ kind, key }) =>
    key
      .filter((column) => counting.includes(column))
      .map((column) => ({
        id: `key ${column}`,
        columns: [column],
        text: `The profile “${profile}” recognises a ${kind.replace('_', ' ')} by “${column}”, which counts the rows of this file: 1, 2, 3. Is row 1 of this file the same ${kind.replace('_', ' ')} as row 1 of the last one?`,
        choices: [
          { value: 'rows', label: 'No, it counts the rows: recognise them by their fields', changes: [] },
          { value: 'records', label: 'Yes, it is theirs, and the same in each file', changes: [] },
        ],
        answer: null,
      })),
  );
}

/** Whether it is about a profile, not about what is proposed. */
export function isAboutKey({ id }: Pick<Question, 'id'>): boolean {
  return id.startsWith('key ');
}

/** Without the keys that were said to count rows. */
export function withoutCounting(manifest: Manifest, questions: readonly Question[]): Manifest {
  const counting = new Set(
    questions.filter((each) => isAboutKey(each) && each.answer === 'rows').flatMap(({ columns }) => columns),
  );
  const isKey = (column: string): boolean => !counting.has(column);
  return {
    ...manifest,
    records: manifest.records.map((each) => ({ ...each, key: each.key.every(isKey) ? each.key : [] })),
  };
}
