import { configOfThree } from './among-three-config.ts';
import type { Traits } from './cast.ts';
import type { Play } from './play.ts';
import { startGitHub } from './sides/start-github.ts';
import { startJira } from './sides/start-jira.ts';
import { startSalesforce } from './sides/start-salesforce.ts';

const statuses = (todo: string, doing: string, done: string): Traits['statuses'] => [
  ['To Do', todo],
  ['In Progress', doing],
  ['Done', done],
];
const full = { labels: true, priority: true, assignees: 'none', deletes: { people: true, programs: true } } as const;

/** Issues, issues and tasks, under every kind of policy; Jira owns the status. */
export const amongThree: Play = {
  cast: {
    sides: {
      // GitHub lets no program delete issues.
      github: {
        ...full,
        statuses: statuses('open', 'open', 'closed'),
        priority: false,
        deletes: { people: true, programs: false },
      },
      jira: { ...full, statuses: statuses('To Do', 'In Progress', 'Done') },
      salesforce: { ...full, statuses: statuses('Not Started', 'In Progress', 'Completed') },
    },
    statusOwner: 'jira',
    richest: 'jira',
  },
  starts: { github: startGitHub, jira: startJira, salesforce: startSalesforce },
  config: (vendors) =>
    configOfThree({ github: vendors.get('github')!.place('0').scope, jira: vendors.get('jira')!.place('0').scope }),
};
