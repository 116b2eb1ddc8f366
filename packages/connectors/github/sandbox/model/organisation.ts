import { createNoticeLog, hash32, namesInMarkdown } from '@syncline/sandbox';
import type { SandboxSettings } from '../options.ts';
import { renderUser } from '../render/render-user.ts';
import { FIRST_NEW_COMMENT_ID, issueOf } from './ids.ts';
import { type Project, seededProjects } from './projects.ts';
import type { SandboxIssue, SandboxUser } from './records.ts';
import { Relations } from './relations.ts';
import { RepositoryStore } from './repository-store.ts';
import { seededLabels, seededMilestones, seededRepository } from './seeded-repositories.ts';
import { seededUsers } from './seeded-users.ts';
import { type DateTimeSeconds, seconds } from './time.ts';

/** A change as webhooks tell it. `fields` are JSON texts, in the order they are sent. */
export interface SandboxEvent {
  readonly event: string;
  readonly action: string;
  /** Null for what belongs to the organisation alone. */
  readonly repository: RepositoryStore | null;
  readonly sender: SandboxUser;
  readonly fields: Readonly<Record<string, string>>;
}

/** Everything the simulated GitHub knows. */
export class Organisation {
  readonly settings: SandboxSettings;
  readonly id = 90_001;
  readonly login: string;
  readonly json: string;
  readonly users: readonly SandboxUser[];
  readonly members: readonly SandboxUser[];
  readonly repositories: readonly RepositoryStore[];
  readonly relations = new Relations();
  readonly projects: readonly Project[];
  /** Repositories by the names they had, in lower case. */
  readonly formerNames = new Map<string, RepositoryStore>();
  onEvent: (event: SandboxEvent) => void = () => undefined;
  #nextCommentId = FIRST_NEW_COMMENT_ID;
  #nextId = 950_000_000;
  readonly #usersById: Map<number, SandboxUser>;
  readonly #usersByLogin: Map<string, SandboxUser>;
  readonly notices = createNoticeLog((text) =>
    namesInMarkdown(
      text,
      this.users.map(({ login }) => login),
    ),
  );

  constructor(settings: SandboxSettings) {
    this.settings = settings;
    this.login = settings.org;
    this.json = renderUser(this.id, settings.org, 'Organization');
    this.users = seededUsers(settings.seed);
    this.members = this.users.filter((user) => user.isMember);
    this.#usersById = new Map(this.users.map((user) => [user.id, user]));
    this.#usersByLogin = new Map(this.users.map((user) => [user.login.toLowerCase(), user]));
    this.repositories = Array.from({ length: settings.repositories }, (_, index) => this.#seedRepository(index));
    this.#seedRelations();
    this.projects = seededProjects(
      settings.seed,
      this.repositories,
      settings.projectItems,
      this.viewer.id,
      settings.seededUntil,
    );
  }

  /** Who the token belongs to. */
  get viewer(): SandboxUser {
    return this.user(10_001);
  }

  user(id: number): SandboxUser {
    const user = this.#usersById.get(id);
    if (user === undefined) throw new Error(`no user ${id}`);
    return user;
  }

  findUser(idOrLogin: number | string): SandboxUser | undefined {
    return typeof idOrLogin === 'number'
      ? this.#usersById.get(idOrLogin)
      : this.#usersByLogin.get(idOrLogin.toLowerCase());
  }

  findRepository(owner: string, name: string): RepositoryStore | undefined {
    if (owner.toLowerCase() !== this.login.toLowerCase()) return undefined;
    return this.repositories.find((repository) => repository.meta.name.toLowerCase() === name.toLowerCase());
  }

  /** By `api`, `acme/api` or id. */
  repository(key: string | number): RepositoryStore {
    const found = this.repositories.find(
      ({ meta, fullName }) => meta.id === key || meta.name === key || fullName === key,
    );
    if (found === undefined) throw new Error(`no repository ${key}`);
    return found;
  }

  issueById(id: number): { readonly repository: RepositoryStore; readonly issue: SandboxIssue } | undefined {
    const place = issueOf(id);
    const repository = place === undefined ? undefined : this.repositories[place.repositoryIndex];
    const issue = place === undefined ? undefined : repository?.issue(place.number);
    return repository === undefined || issue === undefined ? undefined : { repository, issue };
  }

  nowSeconds(): DateTimeSeconds {
    return seconds(this.settings.now());
  }

  takeCommentId(): number {
    this.#nextCommentId += 1;
    return this.#nextCommentId;
  }

  takeId(): number {
    this.#nextId += 1;
    return this.#nextId;
  }

  /** A deleted issue leaves its projects. */
  forgetProjectItems(issueId: number): void {
    for (const project of this.projects)
      for (const item of project.items.values()) if (item.issueId === issueId) project.items.delete(item.id);
  }

  /** A transferred issue stays in its projects. */
  renameProjectItems(from: number, to: number): void {
    for (const project of this.projects)
      for (const item of project.items.values())
        if (item.issueId === from) project.items.set(item.id, { ...item, issueId: to });
  }

  emit(event: SandboxEvent): void {
    this.#tellPeople(event);
    this.onEvent(event);
  }

  /** GitHub tells whom the text of an issue or a comment names. */
  #tellPeople({ fields }: SandboxEvent): void {
    const rendered = fields['comment'] ?? fields['issue'] ?? fields['pull_request'];
    if (!rendered?.includes('@') && !rendered?.includes('&')) return;
    const { node_id: place, body } = JSON.parse(rendered) as { readonly node_id: string; readonly body: unknown };
    this.notices.note(place, body);
  }

  #seedRepository(index: number): RepositoryStore {
    const { seed, seededUntil, repositories, issues, pullRequests, comments } = this.settings;
    const meta = seededRepository(index, this.login, seed, seededUntil);
    const labels = seededLabels(index);
    const milestones = seededMilestones(
      index,
      seed,
      seededUntil,
      this.members.map(({ id }) => id),
    );
    // The first repositories take the remainder, so that the sum is exact.
    const total = Math.floor(issues / repositories) + (index < issues % repositories ? 1 : 0);
    return new RepositoryStore(
      meta,
      {
        repositoryIndex: index,
        seed: hash32(seed, 0x69737375),
        total,
        until: seededUntil,
        pullRequestShare: pullRequests,
        withComments: comments,
        userIds: this.users.map(({ id }) => id),
        memberIds: this.members.map(({ id }) => id),
        labelIds: labels.map(({ id }) => id),
        milestoneNumbers: milestones.map(({ number }) => number),
      },
      labels,
      milestones,
    );
  }

  /** A few among the oldest issues of each repository, at known distances: enough to see them, few enough to be rare. */
  #seedRelations(): void {
    for (const repository of this.repositories) {
      for (let number = 10; number <= Math.min(repository.index.highest, 500); number += 25) {
        const [first, second, third] = [number, number - 3, number - 7]
          .map((candidate) => repository.issue(candidate))
          .filter((issue) => issue !== undefined && !issue.isPullRequest);
        if (first === undefined || second === undefined) continue;
        this.relations.addBlockedBy(first.id, second.id);
        if (third !== undefined) this.relations.addSubIssue(second.id, third.id);
      }
    }
  }
}
