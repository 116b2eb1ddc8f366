import type { Traits } from '../converge/cast.ts';
import type { Play } from '../converge/play.ts';
import type { Start, VendorSide } from '../converge/sides/side.ts';
import { startGitHub } from '../converge/sides/start-github.ts';
import { startGitLab } from '../converge/sides/start-gitlab.ts';
import { startJira } from '../converge/sides/start-jira.ts';

const traits: Traits = {
  statuses: [],
  labels: false,
  priority: false,
  assignees: 'none',
  deletes: { people: true, programs: true },
};

/** The faults fall on what is said, not on what it is said about. */
const talking =
  (start: (how: Start) => Promise<VendorSide>) =>
  async (how: Start): Promise<VendorSide> => {
    const side = await start(how);
    return { ...side, writePaths: side.desk!.writePaths };
  };

const members = [
  { connection: 'github', body: 'body', title: 'title' },
  { connection: 'gitlab', body: 'description', title: 'title' },
  { connection: 'jira', body: 'description', title: 'summary', defaults: { issue_type: 'Task' } },
];

/** Issues of one project at three trackers, and what people say on them. */
export const amongDesks: Play = {
  cast: { sides: { github: traits, gitlab: traits, jira: traits }, statusOwner: null, richest: 'github' },
  starts: { github: talking(startGitHub), gitlab: talking(startGitLab), jira: talking(startJira) },
  config: (vendors) => ({
    kinds: {
      work_item: {
        members: members.map(({ connection, title, body, ...more }) => ({
          connection,
          stream: 'issues',
          createIn: vendors.get(connection)!.place('0').scope,
          fields: { title, body },
          ...more,
        })),
      },
      comment: {
        deletes: { mode: 'propagate', brake: { share: 1, count: 1_000_000 } },
        members: members.map(({ connection }) => ({
          connection,
          stream: 'comments',
          createIn: vendors.get(connection)!.place('0').scope,
          fields: { body: 'body' },
        })),
      },
    },
  }),
};
