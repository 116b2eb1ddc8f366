import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import type { SyncSide } from '@syncline/testing/start-sync-engine';
import { UNLIMITED } from '../vendors/vendor.ts';

/** What is wrong with a record. */
export type Poison =
  /** A text that no database of ours can keep. */
  | 'malformed'
  /** A status that the field map does not know. */
  | 'unmapped'
  /** A priority that the field map translates into one that the other vendor has not. */
  | 'refused';

/** A Salesforce full of tasks, and the Jira that they are to be made in. */
export interface PoisonedSides {
  readonly sides: readonly SyncSide[];
  readonly tasks: SalesforceSandbox;
  readonly issues: JiraSandbox;
  readonly project: string;
  readonly poisoned: ReadonlyMap<Poison, readonly string[]>;
  close(): Promise<void>;
}

/** @param of which poison a record has, by its number; undefined: it is well */
export async function startPoisonedSides(
  records: number,
  seed: number,
  of: (index: number) => Poison | undefined,
): Promise<PoisonedSides> {
  const tasks = await createSalesforceSandbox({ seed, accounts: 0, rateLimit: UNLIMITED });
  const issues = await createJiraSandbox({ seed, issues: 0, projects: 1, comments: false, rateLimit: UNLIMITED });
  const poisoned = new Map<Poison, string[]>();
  for (let index = 0; index < records; index += 1) {
    const poison = of(index);
    const row = tasks.create('Task', {
      Subject: `${titleOf(index)}${poison === 'malformed' ? '\u0000' : ''}`,
      Status: poison === 'unmapped' ? 'Deferred' : 'Not Started',
      Priority: poison === 'refused' ? 'High' : 'Normal',
    });
    if (poison) poisoned.set(poison, [...(poisoned.get(poison) ?? []), String(row.Id)]);
  }
  return {
    tasks,
    issues,
    project: issues.projects()[0]!,
    poisoned,
    sides: [
      {
        name: 'salesforce',
        connector: 'salesforce',
        url: tasks.url,
        settings: { organizationId: tasks.organizationId, seesAllRecords: true, streams: ['tasks'] },
        secrets: { clientId: tasks.clientId, clientSecret: tasks.clientSecret },
      },
      {
        name: 'jira',
        connector: 'jira',
        url: issues.url,
        settings: { email: issues.email, streams: ['issues'] },
        secrets: { token: issues.token },
      },
    ],
    async close() {
      await tasks.close();
      await issues.close();
    },
  };
}

const titleOf = (index: number): string => `Task ${String(index).padStart(5, '0')}`;

/** The sync config, with the mistakes in it or without. */
export function configOf(project: string, isMended: boolean) {
  return {
    backfillWritesBack: true,
    kinds: {
      work_item: {
        members: [
          {
            connection: 'salesforce',
            stream: 'tasks',
            createIn: 'org',
            fields: {
              title: 'subject',
              status: {
                remote: 'status',
                values: [['To Do', 'Not Started'], ['Done', 'Completed'], ...(isMended ? [['Later', 'Deferred']] : [])],
              },
              priority: { remote: 'priority', values: { High: 'High', Medium: 'Normal' } },
            },
          },
          {
            connection: 'jira',
            stream: 'issues',
            createIn: project,
            defaults: { issue_type: 'Task' },
            fields: {
              title: 'summary',
              status: {
                remote: 'status',
                values: [
                  ['To Do', 'To Do'],
                  ['Done', 'Done'],
                  ['Later', 'To Do'],
                ],
              },
              priority: { remote: 'priority', values: { High: isMended ? 'High' : 'Hihg', Medium: 'Medium' } },
            },
          },
        ],
      },
    },
  };
}
