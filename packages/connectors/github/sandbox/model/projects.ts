import { Dice, hash32 } from '@syncline/sandbox';
import type { RepositoryStore } from './repository-store.ts';
import { type DateTimeSeconds, isoSeconds } from './time.ts';

export interface ProjectOption {
  readonly id: string;
  readonly name: string;
  readonly color: string;
}

export interface ProjectIteration {
  readonly id: string;
  readonly title: string;
  readonly startDate: string;
  readonly durationDays: number;
}

export type ProjectFieldType =
  | 'title'
  | 'assignees'
  | 'labels'
  | 'milestone'
  | 'repository'
  | 'text'
  | 'single_select'
  | 'number'
  | 'date'
  | 'iteration';

export interface ProjectField {
  readonly id: number;
  readonly name: string;
  readonly type: ProjectFieldType;
  readonly options?: readonly ProjectOption[];
  readonly iterations?: readonly ProjectIteration[];
}

/** Option and iteration ids for the select kinds, plain values for the others. */
export type ProjectValue = string | number | null;

/** What an item is about that is about no issue. */
export interface ProjectDraft {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

export interface ProjectItem {
  readonly id: number;
  /** 0 for a draft. */
  readonly issueId: number;
  readonly draft?: ProjectDraft;
  readonly creatorId: number;
  readonly createdAt: DateTimeSeconds;
  readonly updatedAt: DateTimeSeconds;
  readonly values: ReadonlyMap<number, ProjectValue>;
}

export interface Project {
  readonly id: number;
  readonly number: number;
  title: string;
  readonly description: string;
  readonly creatorId: number;
  readonly createdAt: DateTimeSeconds;
  updatedAt: DateTimeSeconds;
  fields: readonly ProjectField[];
  readonly items: Map<number, ProjectItem>;
}

const OPTION_COLORS = ['GRAY', 'BLUE', 'GREEN', 'RED', 'YELLOW', 'PURPLE'] as const;

const STATUSES = ['Todo', 'In Progress', 'Done'] as const;
/** Of a project that a sales pipeline can be kept in. */
const PIPELINE = ['Backlog', 'Ready', 'In Progress', 'In Review', 'Done', 'Archived'] as const;

/** Two projects: one filled with the oldest issues of every repository, and an empty one whose statuses are stages. */
export function seededProjects(
  seed: number,
  repositories: readonly RepositoryStore[],
  itemCount: number,
  creatorId: number,
  until: DateTimeSeconds,
): Project[] {
  const createdAt = until - 400 * 86_400;
  const roadmap: Project = {
    id: 800_001,
    number: 1,
    title: 'Roadmap',
    description: 'What comes next, and who does it',
    creatorId,
    createdAt,
    updatedAt: createdAt,
    fields: seededFields(800_100, until, STATUSES),
    items: new Map(),
  };
  const dice = new Dice(hash32(seed, 0x70726f6a));
  const perRepository = Math.ceil(itemCount / repositories.length);
  for (const repository of repositories) {
    for (
      let number = 1;
      number <= Math.min(perRepository, repository.index.highest) && roadmap.items.size < itemCount;
      number += 1
    ) {
      const issue = repository.issue(number);
      if (issue === undefined) continue;
      const id = 810_001 + roadmap.items.size;
      roadmap.items.set(id, {
        id,
        issueId: issue.id,
        creatorId,
        createdAt: createdAt + roadmap.items.size,
        updatedAt: createdAt + roadmap.items.size + 60,
        values: seededValues(roadmap.fields, dice),
      });
    }
  }
  return [
    roadmap,
    {
      id: 800_002,
      number: 2,
      title: 'Pipeline',
      description: '',
      creatorId,
      createdAt,
      updatedAt: createdAt,
      fields: seededFields(800_200, until, PIPELINE),
      items: new Map(),
    },
  ];
}

function seededFields(firstId: number, until: DateTimeSeconds, statuses: readonly string[]): ProjectField[] {
  const options = (names: readonly string[], at: number): ProjectOption[] =>
    names.map((name, position) => ({
      id: hash32(firstId, at, position).toString(16).padStart(8, '0'),
      name,
      color: OPTION_COLORS[position % OPTION_COLORS.length] ?? 'GRAY',
    }));
  const iterations = Array.from({ length: 6 }, (_, position) => ({
    id: hash32(firstId, 99, position).toString(16).padStart(8, '0'),
    title: `Sprint ${position + 1}`,
    startDate: isoSeconds(until + (position - 4) * 14 * 86_400).slice(0, 10),
    durationDays: 14,
  }));
  return [
    { id: firstId, name: 'Title', type: 'title' },
    { id: firstId + 1, name: 'Assignees', type: 'assignees' },
    { id: firstId + 2, name: 'Status', type: 'single_select', options: options(statuses, 2) },
    { id: firstId + 3, name: 'Labels', type: 'labels' },
    { id: firstId + 4, name: 'Repository', type: 'repository' },
    { id: firstId + 5, name: 'Milestone', type: 'milestone' },
    { id: firstId + 6, name: 'Priority', type: 'single_select', options: options(['P0', 'P1', 'P2'], 6) },
    { id: firstId + 7, name: 'Estimate', type: 'number' },
    { id: firstId + 8, name: 'Target date', type: 'date' },
    { id: firstId + 9, name: 'Notes', type: 'text' },
    { id: firstId + 10, name: 'Sprint', type: 'iteration', iterations },
  ];
}

function seededValues(fields: readonly ProjectField[], dice: Dice): Map<number, ProjectValue> {
  const values = new Map<number, ProjectValue>();
  for (const field of fields) {
    if (field.type === 'single_select' && dice.chance(0.85)) values.set(field.id, dice.pick(field.options ?? []).id);
    if (field.type === 'iteration' && dice.chance(0.4)) values.set(field.id, dice.pick(field.iterations ?? []).id);
    if (field.type === 'number' && dice.chance(0.5)) values.set(field.id, dice.pick([1, 2, 3, 5, 8, 0.5]));
    if (field.type === 'date' && dice.chance(0.3))
      values.set(field.id, `2026-${String(1 + dice.below(12)).padStart(2, '0')}-15`);
    if (field.type === 'text' && dice.chance(0.3))
      values.set(field.id, dice.pick(['ask legal first', 'größer als gedacht', 'needs a spike']));
  }
  return values;
}
