import type { EditRun, FaultPlan, FixedWindow, RequestLog, WebhookSender } from '@syncline/sandbox';
import { createComment, deleteComment, editComment } from '../changes/comment-changes.ts';
import { createIssue, deleteIssue, editIssue, type IssueEdit, transferIssue } from '../changes/issue-changes.ts';
import { createLabel, deleteLabel, editLabel, type LabelEdit } from '../changes/label-changes.ts';
import { createMilestone, deleteMilestone, editMilestone, type MilestoneEdit } from '../changes/milestone-changes.ts';
import { addProjectItem, renameProject } from '../changes/project-changes.ts';
import {
  defineProjectField,
  type ProjectFieldDefinition,
  removeProjectField,
  renameProjectField,
} from '../changes/project-fields.ts';
import { setBlockedBy, setSubIssue } from '../changes/relation-changes.ts';
import { editRepository, type RepositoryEdit } from '../changes/repository-changes.ts';
import type { Organisation } from '../model/organisation.ts';
import type { ProjectField } from '../model/projects.ts';
import type {
  SandboxComment,
  SandboxIssue,
  SandboxLabel,
  SandboxMilestone,
  SandboxRepository,
  SandboxStatus,
} from '../model/records.ts';
import { renderIssue } from '../render/render-issue.ts';
import type { Hook, Hooks } from '../webhooks/hooks.ts';
import { type IssueTruth, truthOf } from './issue-truth.ts';
import { moveCard, setProjectItemStatus } from './project-status.ts';
import { runEdits } from './run-edits.ts';

export interface ControlParts {
  readonly organisation: Organisation;
  readonly hooks: Hooks;
  /** Webhooks on their way out: their faults, `pending`, `idle()`. */
  readonly sender: WebhookSender;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly primary: FixedWindow;
}

export interface RepositoryCounts {
  readonly issues: number;
  readonly pullRequests: number;
  readonly comments: number;
  readonly labels: number;
  readonly milestones: number;
}

/** Who does it, by login; the token's owner when absent. */
export interface By {
  readonly by?: string;
}

export type GitHubSandboxControl = ReturnType<typeof createControl>;

/** What tests and demos do to the simulated GitHub without going through its API. Changes send webhooks all the same. */
export function createControl({ organisation, hooks, sender, faults, log, primary }: ControlParts) {
  const repo = (key: string) => organisation.repository(key);
  const who = (by?: string) =>
    by === undefined ? organisation.viewer : (organisation.findUser(by) ?? organisation.viewer);
  const projectNumbered = (number: number) => {
    const project = organisation.projects.find((candidate) => candidate.number === number);
    if (project === undefined) throw new Error(`no project ${number}`);
    return project;
  };
  const idOf = (key: string, number: number) => {
    const issue = repo(key).issue(number);
    if (issue === undefined) throw new Error(`no issue ${key}#${number}`);
    return issue.id;
  };
  return {
    /** Full names, such as `acme/api`. */
    repositories: (): string[] => organisation.repositories.map(({ fullName }) => fullName),
    /** Logins of the organisation's members; the first owns the token. */
    members: (): string[] => organisation.members.map(({ login }) => login),

    createIssue: (
      key: string,
      from: IssueEdit & By & { readonly title: string; readonly pullRequest?: boolean },
    ): SandboxIssue => createIssue(organisation, repo(key), from, who(from.by)),
    editIssue: (key: string, number: number, edit: IssueEdit & By): SandboxIssue =>
      editIssue(organisation, repo(key), number, edit, who(edit.by)),
    deleteIssue: (key: string, number: number, { by }: By = {}): void =>
      deleteIssue(organisation, repo(key), number, who(by)),
    transferIssue: (key: string, number: number, to: string, { by }: By = {}): SandboxIssue =>
      transferIssue(organisation, repo(key), number, repo(to), who(by)),
    createComment: (key: string, number: number, body: string, { by }: By = {}): SandboxComment =>
      createComment(organisation, repo(key), number, body, who(by)),
    editComment: (key: string, id: number, body: string, { by }: By = {}): SandboxComment =>
      editComment(organisation, repo(key), id, body, who(by)),
    deleteComment: (key: string, id: number, { by }: By = {}): void =>
      deleteComment(organisation, repo(key), id, who(by)),
    createLabel: (key: string, from: LabelEdit & { readonly name: string }): SandboxLabel =>
      createLabel(organisation, repo(key), from, organisation.viewer),
    editLabel: (key: string, name: string, edit: LabelEdit): SandboxLabel =>
      editLabel(organisation, repo(key), name, edit, organisation.viewer),
    deleteLabel: (key: string, name: string): void => deleteLabel(organisation, repo(key), name, organisation.viewer),
    createMilestone: (key: string, from: MilestoneEdit & { readonly title: string }): SandboxMilestone =>
      createMilestone(organisation, repo(key), from, organisation.viewer),
    editMilestone: (key: string, number: number, edit: MilestoneEdit): SandboxMilestone =>
      editMilestone(organisation, repo(key), number, edit, organisation.viewer),
    deleteMilestone: (key: string, number: number): void =>
      deleteMilestone(organisation, repo(key), number, organisation.viewer),
    addBlockedBy: (key: string, number: number, blockingKey: string, blockingNumber: number): void =>
      setBlockedBy(organisation, idOf(key, number), idOf(blockingKey, blockingNumber), true, organisation.viewer),
    removeBlockedBy: (key: string, number: number, blockingKey: string, blockingNumber: number): void =>
      setBlockedBy(organisation, idOf(key, number), idOf(blockingKey, blockingNumber), false, organisation.viewer),
    addSubIssue: (key: string, number: number, childKey: string, childNumber: number): void =>
      setSubIssue(organisation, idOf(key, number), idOf(childKey, childNumber), true, organisation.viewer, true),
    removeSubIssue: (key: string, number: number, childKey: string, childNumber: number): void =>
      setSubIssue(organisation, idOf(key, number), idOf(childKey, childNumber), false, organisation.viewer),
    /** Adds the issue to the project if needed. Statuses are the project's, or null for none. @returns the item's id */
    setProjectItemStatus: (projectNumber: number, key: string, number: number, status: string | null): number =>
      setProjectItemStatus(organisation, projectNumber, idOf(key, number), status),
    /** Sets the status of an item, whether it is about an issue or not. */
    moveCard: (projectNumber: number, itemId: number, status: string | null): void =>
      moveCard(organisation, projectNumber, itemId, status),
    addProjectItem: (projectNumber: number, key: string, number: number): number =>
      addProjectItem(organisation, projectNumbered(projectNumber), idOf(key, number), organisation.viewer).id,
    renameProject: (projectNumber: number, title: string): void =>
      renameProject(organisation, projectNumbered(projectNumber), title, organisation.viewer),
    projectFields: (projectNumber: number): readonly ProjectField[] => projectNumbered(projectNumber).fields,
    /** A field of a project; with an id, that one is made what is given. */
    defineProjectField: (projectNumber: number, definition: ProjectFieldDefinition, id?: number): ProjectField =>
      defineProjectField(organisation, projectNumbered(projectNumber), definition, id),
    removeProjectField: (projectNumber: number, id: number): void =>
      removeProjectField(projectNumbered(projectNumber), id),
    renameProjectField: (projectNumber: number, id: number, name: string): void =>
      renameProjectField(projectNumbered(projectNumber), id, name),
    editRepository: (key: string, edit: RepositoryEdit): SandboxRepository =>
      editRepository(organisation, repo(key), edit, organisation.viewer),
    /** Random plausible edits at a steady rate until the signal says stop. @returns how many were made */
    runEdits: (run: EditRun): Promise<number> => runEdits(organisation, run),

    /** The state of every issue and pull request of a repository now, by number. */
    *issues(key: string): Generator<IssueTruth> {
      const repository = repo(key);
      for (const number of repository.index.select({ kind: 'all', state: 'all', sort: 'created', since: null })) {
        const issue = repository.issue(number);
        if (issue !== undefined) yield truthOf(organisation, repository, issue);
      }
    },
    /** Logins of those whom GitHub told that a text names them, in order. */
    notified: (): readonly string[] => organisation.notices.notified(),
    /** All comments of a repository now, by id. */
    *comments(key: string): Generator<SandboxComment> {
      const repository = repo(key);
      for (const id of repository.comments.select('created', null)) {
        const comment = repository.comments.get(id);
        if (comment !== undefined) yield comment;
      }
    },
    /** An issue as the API answers it. */
    issueAnswer: (key: string, number: number): unknown => {
      const issue = repo(key).issue(number);
      return issue === undefined ? undefined : JSON.parse(renderIssue(organisation, repo(key), issue));
    },
    counts: (key: string): RepositoryCounts => {
      const repository = repo(key);
      const { openIssues, closedIssues, openPulls, closedPulls } = repository.index.counts;
      return {
        issues: openIssues + closedIssues,
        pullRequests: openPulls + closedPulls,
        comments: repository.comments.select('created', null).length,
        labels: repository.labels.size,
        milestones: repository.milestones.size,
      };
    },

    /** Statuses of commits of a repository, oldest first. */
    statuses: (key: string): readonly SandboxStatus[] => repo(key).statuses,

    /** How many requests had `METHOD /path?query` matching, since the start or `log.clear()`. */
    requestCount: (pattern: RegExp | string): number => log.count(pattern),
    log,
    faults,
    webhooks: sender,
    rateLimit: primary,
    hooks: {
      /** An organisation hook, or a repository's when `repository` is given; pings at once. */
      add: (from: {
        readonly url: string;
        readonly secret?: string;
        readonly events?: readonly string[];
        readonly repository?: string;
      }): Hook =>
        hooks.add(from.repository === undefined ? null : repo(from.repository), {
          ...from,
          events: from.events ?? ['*'],
        }),
      list: (repository?: string): Hook[] => hooks.list(repository === undefined ? null : repo(repository)),
      remove: (hook: Hook): void => hooks.remove(hook),
      /** A hook that looks alive and sends nothing any more, with no failed delivery to see; `false` wakes it. */
      silence: (hook: Hook, isSilent = true): void => hooks.silence(hook, isSilent),
      /** Attempts, newest first. */
      deliveries: (hook: Hook, status: 'success' | 'failure' | null = null) => hooks.deliveries(hook.id).list(status),
      redeliver: (hook: Hook, deliveryId: number): void => hooks.redeliver(hook, deliveryId),
    },
  };
}
