import { createNoticeLog, hash32, MediaHost } from '@syncline/sandbox';
import type { SandboxSettings, Workflow } from '../options.ts';
import { FIELDS, type FieldDescription, STATUSES } from './catalogue.ts';
import { CommentStore } from './comment-store.ts';
import { placeOfIssue } from './ids.ts';
import { LinkStore } from './link-store.ts';
import { ProjectStore } from './project-store.ts';
import type {
  HistoryEntry,
  SandboxAttachment,
  SandboxComponent,
  SandboxIssue,
  SandboxSprint,
  SandboxUser,
  SandboxVersion,
} from './records.ts';
import { SearchIndex } from './search-index.ts';
import { projectKey, seededComponents, seededSprints, seededUsers, seededVersions } from './seeded-site.ts';

/** A change as webhooks tell it: the event and what the body holds besides. */
export interface SandboxEvent {
  readonly event: string;
  /** For webhooks with a filter; null for what is not about an issue. */
  readonly projectKey: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Shown {
  readonly id: string;
  readonly body?: unknown;
  readonly fields?: { readonly description?: unknown };
}

/** Accounts that a document mentions. */
function mentionedIn(node: unknown): string[] {
  const { type, attrs, content } = (node ?? {}) as Partial<{
    readonly type: string;
    readonly attrs: { readonly id?: unknown };
    readonly content: readonly unknown[];
  }>;
  if (type === 'mention' && typeof attrs?.id === 'string') return [attrs.id];
  return Array.isArray(content) ? content.flatMap(mentionedIn) : [];
}

/** Everything the simulated site knows. */
export class Site {
  readonly settings: SandboxSettings;
  /** Where it listens: part of every `self`. */
  url = 'http://127.0.0.1';
  readonly users: readonly SandboxUser[];
  readonly projects: readonly ProjectStore[];
  readonly versions = new Map<number, SandboxVersion>();
  readonly components = new Map<number, SandboxComponent>();
  readonly sprints = new Map<number, SandboxSprint>();
  readonly links: LinkStore;
  readonly comments: CommentStore;
  readonly search: SearchIndex;
  /** Notes at issues that point elsewhere, by issue and their own global id. */
  readonly remoteLinks = new Map<string, { readonly id: number; readonly body: unknown }>();
  /** Files of all issues, oldest first. */
  readonly attachments = new Map<number, SandboxAttachment>();
  /** Where they are kept. */
  readonly media = new MediaHost();
  /** Bytes; what an administrator set. */
  uploadLimit = 1024 * 1024 * 1024;
  /** Edits by issue, oldest first; what was seeded has none. */
  readonly histories = new Map<number, HistoryEntry[]>();
  workflow: Workflow;
  /** By id, the site's own and those that every site has. */
  readonly fields = new Map<string, FieldDescription>(FIELDS.map((field) => [field.id, field]));
  readonly notices = createNoticeLog(mentionedIn);
  onEvent: (event: SandboxEvent) => void = () => undefined;
  #nextId = 500_000;

  constructor(settings: SandboxSettings, searchLagMs = 0, workflow?: Workflow) {
    this.settings = settings;
    this.users = seededUsers(settings.seed, settings.email);
    this.workflow = workflow ?? anyToAny();
    this.projects = Array.from({ length: settings.projects }, (_, index) => this.#seedProject(index));
    this.comments = new CommentStore(this.projects);
    this.links = new LinkStore();
    this.search = new SearchIndex(() => this.nowMs(), searchLagMs);
    this.#seedLinks();
  }

  /** Who the token belongs to. */
  get viewer(): SandboxUser {
    return this.users[0] as SandboxUser;
  }

  nowMs(): number {
    return this.settings.now().getTime();
  }

  takeId(): number {
    this.#nextId += 1;
    return this.#nextId;
  }

  user(accountId: string | null): SandboxUser | undefined {
    return this.users.find((user) => user.accountId === accountId);
  }

  /** By id or key, whatever its case. */
  project(idOrKey: string | number): ProjectStore | undefined {
    const term = String(idOrKey).toUpperCase();
    return this.projects.find(({ facts }) => facts.key === term || String(facts.id) === term);
  }

  /** By id or key. */
  issue(idOrKey: string | number): SandboxIssue | undefined {
    const key = /^([A-Za-z][A-Za-z0-9_]*)-(\d+)$/.exec(String(idOrKey));
    if (key) return this.project(key[1] ?? '')?.issue(Number(key[2]));
    const place = /^\d+$/.test(String(idOrKey)) ? placeOfIssue(Number(idOrKey)) : null;
    return place === null ? undefined : this.projects[place.projectIndex]?.issue(place.number);
  }

  projectOf(issue: { readonly projectIndex: number }): ProjectStore {
    return this.projects[issue.projectIndex] as ProjectStore;
  }

  keyOf(issue: SandboxIssue): string {
    return `${this.projectOf(issue).facts.key}-${issue.number}`;
  }

  /** Keeps a new state; searches learn of it in their own time. */
  put(issue: SandboxIssue): void {
    const project = this.projectOf(issue);
    this.search.changed(issue.id, project.issue(issue.number) ?? null);
    project.put(issue);
  }

  remove(issue: SandboxIssue): void {
    this.search.changed(issue.id, issue);
    this.projectOf(issue).remove(issue.number);
    this.comments.forgetIssue(issue.id);
    for (const { id } of this.attachmentsOf(issue.id)) this.attachments.delete(id);
    this.links.forgetIssue(issue.id);
  }

  attachmentsOf(issueId: number): SandboxAttachment[] {
    return [...this.attachments.values()].filter((attachment) => attachment.issueId === issueId);
  }

  emit(event: SandboxEvent): void {
    this.#tellPeople(event);
    this.onEvent(event);
  }

  /** Jira tells whom a document mentions. */
  #tellPeople({ body }: SandboxEvent): void {
    const { comment, issue } = body as { readonly comment?: Shown; readonly issue?: Shown };
    if (comment) this.notices.note(`comment ${comment.id}`, comment.body);
    else if (issue) this.notices.note(`issue ${issue.id}`, issue.fields?.description);
  }

  #seedProject(index: number): ProjectStore {
    const { seed, seededUntilMs, projects, issues, comments } = this.settings;
    const versions = seededVersions(index, seededUntilMs);
    const components = seededComponents(index, this.users);
    const sprints = seededSprints(index, seededUntilMs);
    for (const version of versions) this.versions.set(version.id, version);
    for (const component of components) this.components.set(component.id, component);
    for (const sprint of sprints) this.sprints.set(sprint.id, sprint);
    const key = projectKey(index);
    const facts = { index, id: 10_000 + index, key, name: `${key} project`, lead: this.users[1] as SandboxUser };
    return new ProjectStore(facts, {
      projectIndex: index,
      seed: hash32(seed, 0x69737375),
      // The first projects take the remainder, so that the sum is exact.
      total: Math.floor(issues / projects) + (index < issues % projects ? 1 : 0),
      untilMs: seededUntilMs,
      withComments: comments,
      users: this.users,
      versionIds: versions.map(({ id }) => id),
      componentIds: components.map(({ id }) => id),
      sprintIds: sprints.map(({ id }) => id),
    });
  }

  /** A few among the oldest issues of each project: enough to see them, few enough to be rare. */
  #seedLinks(): void {
    for (const project of this.projects) {
      for (let number = 10; number <= Math.min(project.highest, 300); number += 25) {
        const [inward, outward, other] = [number, number - 3, number - 7].map((at) => project.issue(at)?.id);
        if (inward === undefined || outward === undefined) continue;
        this.links.add({ id: this.takeId(), type: 'Blocks', inwardId: inward, outwardId: outward });
        if (other !== undefined)
          this.links.add({ id: this.takeId(), type: 'Relates', inwardId: inward, outwardId: other });
      }
    }
  }
}

function anyToAny(): Workflow {
  const names = STATUSES.map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [name, names.filter((other) => other !== name)]));
}
