import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { SideName, Traits } from './cast.ts';
import type { Play } from './play.ts';
import type { VendorSide } from './sides/side.ts';
import { startGitHub } from './sides/start-github.ts';
import { startGitLab } from './sides/start-gitlab.ts';
import { startJira } from './sides/start-jira.ts';
import { startOpenProject } from './sides/start-openproject.ts';
import { startTrello } from './sides/start-trello.ts';

const PRESET = new URL('../../../../presets/trackers.yaml', import.meta.url);
/** Whose board has an address of its own. */
const BOARD = 'dQHqCohZ';

const full = { labels: true, priority: false, assignees: 'many', deletes: { people: true, programs: true } } as const;
const openOrClosed = (open: string): Traits['statuses'] => [
  ['To Do', open],
  ['In Progress', open],
  ['In Review', open],
  ['Done', 'closed'],
  ['Rejected', 'closed'],
  ['Archived', 'closed'],
];

/** The issues of one project over all trackers and the hub, by the preset that users get. */
export const amongTrackers: Play = {
  cast: {
    sides: {
      // GitHub lets no program delete issues.
      github: { ...full, statuses: openOrClosed('open'), deletes: { people: true, programs: false } },
      gitlab: { ...full, statuses: openOrClosed('opened') },
      jira: {
        ...full,
        assignees: 'one',
        statuses: [
          ['To Do', 'To Do'],
          ['In Progress', 'In Progress'],
          ['In Review', 'In Review'],
          ['Done', 'Done'],
          ['Rejected', 'Done'],
          ['Archived', 'Done'],
        ],
      },
      openproject: {
        ...full,
        labels: false,
        assignees: 'one',
        statuses: [
          ['To Do', 'New'],
          ['In Progress', 'In progress'],
          ['In Review', 'In review'],
          ['Done', 'Closed'],
          ['Rejected', 'Rejected'],
          ['Archived', 'Closed'],
        ],
      },
      trello: {
        ...full,
        statuses: [
          ['To Do', 'To Do'],
          ['In Progress', 'In Progress'],
          ['In Review', 'Review'],
          ['Done', 'Done'],
          ['Archived', '(archived)'],
          ['Rejected', '(archived)'],
        ],
      },
      hub: {
        ...full,
        statuses: ['To Do', 'In Progress', 'In Review', 'Done', 'Rejected', 'Archived'].map((word) => [word, word]),
        deletes: { people: false, programs: 'with the last' },
      },
    },
    statusOwner: null,
    richest: 'hub',
  },
  starts: {
    github: startGitHub,
    gitlab: startGitLab,
    jira: startJira,
    openproject: startOpenProject,
    trello: startTrello,
  },
  config: configFromPreset,
};

interface PresetSettings {
  readonly kinds: Readonly<Record<string, object>>;
}

/** As a person would edit it: the board, who is who, and that deletions are carried, whose brake is not what this is about. */
function configFromPreset(vendors: ReadonlyMap<SideName, VendorSide>): unknown {
  const text = readFileSync(PRESET, 'utf8').replaceAll(BOARD, vendors.get('trello')!.place('').scope);
  const { settings } = parse(text) as { settings: PresetSettings };
  const everyone = [...new Set([...vendors.values()].flatMap(({ people }) => [...(people?.called.keys() ?? [])]))];
  return {
    ...settings,
    people: everyone.map((name) =>
      Object.fromEntries([...vendors].map(([vendor, { people }]) => [vendor, people?.called.get(name)])),
    ),
    kinds: {
      ...settings.kinds,
      work_item: {
        ...settings.kinds['work_item'],
        deletes: { mode: 'propagate', brake: { share: 1, count: 1_000_000 } },
      },
    },
  };
}
