import { createNoticeLog, Dice, hash32, namesInMarkdown, paragraphFrom, titleFrom } from '@syncline/sandbox';
import type { SandboxSettings } from '../options.ts';
import { issueId, placeOfIssue } from './ids.ts';
import { NoteStore } from './note-store.ts';
import { ProjectStore } from './project-store.ts';
import type {
  SandboxEpic,
  SandboxIssue,
  SandboxLabel,
  SandboxLink,
  SandboxMilestone,
  SandboxPlace,
  SandboxUser,
  WorkType,
} from './records.ts';
import {
  day,
  ROOT_GROUP,
  SUBGROUP,
  seededLabels,
  seededMilestones,
  seededProject,
  seededUsers,
} from './seeded-instance.ts';
import { seededNotes } from './seeded-issues.ts';
import { UploadStore } from './upload-store.ts';

/** A change as webhooks tell it. */
export interface SandboxEvent {
  /** The setting of a hook that asks for it: `issues_events`. */
  readonly setting: string;
  /** As the header names it: `Issue Hook`. */
  readonly name: string;
  readonly place: SandboxPlace;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Everything the simulated instance knows. */
export class Instance {
  readonly settings: SandboxSettings;
  /** Where it listens: part of every `web_url`. */
  url = 'http://127.0.0.1';
  readonly users: readonly SandboxUser[] = seededUsers();
  readonly groups: readonly SandboxPlace[] = [ROOT_GROUP, SUBGROUP];
  readonly projects: readonly ProjectStore[];
  readonly labels = new Map<number, SandboxLabel>();
  readonly milestones = new Map<number, SandboxMilestone>();
  readonly epics = new Map<number, SandboxEpic>();
  readonly links = new Map<number, SandboxLink>();
  readonly notes: NoteStore;
  readonly uploads: UploadStore;
  version = '17.11.0-ee';
  /** Whether the token's owner may delete uploads. */
  isMaintainer = true;
  onEvent: (event: SandboxEvent) => void = () => undefined;
  /** Everybody is told that `@all` is named. */
  readonly notices = createNoticeLog((text) => {
    const usernames = this.users.map(({ username }) => username);
    const named = namesInMarkdown(text, [...usernames, 'all']);
    return named.includes('all') ? usernames : named;
  });
  #nextId = 500_000;

  constructor(settings: SandboxSettings) {
    this.settings = settings;
    this.uploads = new UploadStore(settings.seed);
    for (const group of this.groups) this.#seedPlace(group);
    this.#seedEpics();
    this.projects = Array.from({ length: settings.projects }, (_, index) => this.#seedProject(index));
    this.notes = new NoteStore((on, subjectId) => {
      const subject = on === 'epic' ? this.epics.get(subjectId) : this.issueById(subjectId);
      // What was made since the start has no past.
      const isSeeded = subject !== undefined && subject.createdAt <= settings.seededUntilMs;
      const from = { seed: settings.seed, users: this.users, withNotes: settings.comments };
      return isSeeded ? seededNotes(from, on, subject) : [];
    });
    for (const project of this.projects) this.#seedWorkItems(project);
  }

  /** Who the token belongs to. */
  get viewer(): SandboxUser {
    return this.users[0] as SandboxUser;
  }

  /** A quarter of a millisecond beside the clock: what is kept is finer than what is shown. */
  nowMs(): number {
    return this.settings.now().getTime() + 0.25;
  }

  takeId(): number {
    this.#nextId += 1;
    return this.#nextId;
  }

  user(id: number): SandboxUser | undefined {
    return this.users.find((user) => user.id === id);
  }

  /** By id or full path. */
  group(idOrPath: string | number): SandboxPlace | undefined {
    return this.groups.find(({ id, path }) => String(id) === String(idOrPath) || path === idOrPath);
  }

  /** By id or full path. */
  project(idOrPath: string | number): ProjectStore | undefined {
    return this.projects.find(
      ({ place }) => String(place.id) === String(idOrPath) || place.path === String(idOrPath).toLowerCase(),
    );
  }

  projectOf(issue: { readonly projectIndex: number }): ProjectStore {
    return this.projects[issue.projectIndex] as ProjectStore;
  }

  issueById(id: number): SandboxIssue | undefined {
    const place = placeOfIssue(id);
    return place === null ? undefined : this.projects[place.projectIndex]?.issue(place.iid);
  }

  linksOf(issue: number): SandboxLink[] {
    return [...this.links.values()].filter(({ sourceId, targetId }) => sourceId === issue || targetId === issue);
  }

  labelsOf(place: SandboxPlace): SandboxLabel[] {
    return [...this.labels.values()].filter((label) => label.place.id === place.id && label.place.kind === place.kind);
  }

  milestonesOf(place: SandboxPlace): SandboxMilestone[] {
    return [...this.milestones.values()].filter(
      (milestone) => milestone.place.id === place.id && milestone.place.kind === place.kind,
    );
  }

  epicsOf(group: SandboxPlace): SandboxEpic[] {
    return [...this.epics.values()].filter((epic) => epic.group.id === group.id);
  }

  #seedPlace(place: SandboxPlace): void {
    const first = place.id * 100;
    for (const label of seededLabels(place, first)) this.labels.set(label.id, label);
    for (const milestone of seededMilestones(place, first, this.settings.seededUntilMs))
      this.milestones.set(milestone.id, milestone);
  }

  #seedProject(index: number): ProjectStore {
    const { seed, seededUntilMs, projects, issues, comments } = this.settings;
    const place = seededProject(index);
    this.#seedPlace(place);
    return new ProjectStore(place, {
      projectIndex: index,
      seed: hash32(seed, 0x69737375),
      // The first projects take the remainder, so that the sum is exact.
      total: Math.floor(issues / projects) + (index < issues % projects ? 1 : 0),
      untilMs: seededUntilMs,
      withNotes: comments,
      users: this.users,
      labels: this.labelsOf(place).map(({ name }) => name),
      milestoneIds: this.milestonesOf(place).map(({ id }) => id),
      epicIds: [...this.epics.keys()],
    });
  }

  #seedEpics(): void {
    const { seed, seededUntilMs: until, epics, isLicensed } = this.settings;
    for (let iid = 1; isLicensed && iid <= epics; iid += 1) {
      const dice = new Dice(hash32(seed, 0x65706963, iid));
      const createdAt = until - (epics - iid + 1) * 86_400_000 + 0.5;
      const isClosed = dice.chance(0.3);
      const epic: SandboxEpic = {
        id: 300 + iid,
        iid,
        group: ROOT_GROUP,
        title: titleFrom(dice),
        description: paragraphFrom(dice),
        state: isClosed ? 'closed' : 'opened',
        authorId: dice.pick(this.users).id,
        labels: dice.chance(0.5) ? ['epic-sized'] : [],
        startDate: dice.chance(0.5) ? day(createdAt) : null,
        dueDate: null,
        confidential: false,
        parentId: iid > 4 ? 301 : null,
        createdAt,
        updatedAt: createdAt + 60_000,
        closedAt: isClosed ? createdAt + 60_000 : null,
      };
      this.epics.set(epic.id, epic);
    }
  }

  #seedWorkItems(project: ProjectStore): void {
    const { seed, seededUntilMs: until, workItems, tasks } = this.settings;
    const kinds: WorkType[] = [
      ...Array.from({ length: workItems }, (_, i): WorkType => (i % 2 === 0 ? 'objective' : 'key_result')),
      ...Array.from({ length: tasks }, (): WorkType => 'task'),
    ];
    for (const [i, type] of kinds.entries()) {
      const dice = new Dice(hash32(seed, 0x776f726b, project.index, i));
      const iid = project.takeNumber();
      const above = type === 'key_result' ? project.issue(iid - 1) : type === 'task' ? project.issue(1) : undefined;
      project.put({
        ...blankIssue(project.index, iid, until - (kinds.length - i) * 1_000 + 0.5, dice.pick(this.users).id),
        type,
        title: titleFrom(dice),
        description: paragraphFrom(dice),
        parentId: above?.id ?? null,
        labels: type === 'objective' ? ['customer'] : [],
        dueDate: type === 'key_result' ? day(until) : null,
      });
    }
  }
}

export function blankIssue(projectIndex: number, iid: number, createdAt: number, authorId: number): SandboxIssue {
  return {
    id: issueId(projectIndex, iid),
    iid,
    projectIndex,
    type: 'issue',
    title: '',
    description: null,
    state: 'opened',
    authorId,
    assigneeIds: [],
    labels: [],
    milestoneId: null,
    startDate: null,
    dueDate: null,
    weight: null,
    confidential: false,
    epicId: null,
    parentId: null,
    movedToId: null,
    createdAt,
    updatedAt: createdAt,
    closedAt: null,
  };
}
