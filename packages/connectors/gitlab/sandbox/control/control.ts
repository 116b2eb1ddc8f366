import type { EditRun, FaultPlan, FixedWindow, RequestLog, WebhookSender } from '@syncline/sandbox';
import { createEpic, editEpic } from '../changes/epic-changes.ts';
import type { Input } from '../changes/input.ts';
import { createIssue, deleteIssue, moveIssue } from '../changes/issue-changes.ts';
import { addLink } from '../changes/link-changes.ts';
import { createMilestone, deleteMilestone, editMilestone } from '../changes/milestone-changes.ts';
import { createNote, deleteNote, editNote, type NoteSubject } from '../changes/note-changes.ts';
import type { Instance } from '../model/instance.ts';
import type { ProjectStore } from '../model/project-store.ts';
import type {
  SandboxEpic,
  SandboxIssue,
  SandboxLabel,
  SandboxMilestone,
  SandboxNote,
  SandboxPlace,
  SandboxUser,
} from '../model/records.ts';
import { addressOf, type SandboxUpload } from '../model/upload-store.ts';
import { renderIssue } from '../render/render-issue.ts';
import type { Hook, Hooks } from '../webhooks/hooks.ts';
import { applyEdit, type IssueEdit, inputOf } from './edits.ts';
import { type IssueTruth, truthOf } from './issue-truth.ts';
import { runEdits } from './run-edits.ts';

export interface ControlParts {
  readonly instance: Instance;
  readonly hooks: Hooks;
  /** Webhooks on their way out: their faults, `pending`, `idle()`. */
  readonly sender: WebhookSender;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly quota: FixedWindow;
}

/** Who does it, by id; the token's owner when absent. */
export interface By {
  readonly by?: number;
}

export type GitLabSandboxControl = ReturnType<typeof createControl>;

/** What tests and demos do to the simulated GitLab without going through its API. Changes send webhooks all the same. */
export function createControl({ instance, hooks, sender, faults, log, quota }: ControlParts) {
  const who = (by?: number): SandboxUser => instance.user(by ?? 0) ?? instance.viewer;
  const projectAt = (path: string): ProjectStore => {
    const project = instance.project(path);
    if (!project) throw new Error(`no project ${path}`);
    return project;
  };
  const issueAt = (path: string, iid: number): SandboxIssue => {
    const issue = projectAt(path).issue(iid);
    if (!issue) throw new Error(`no issue ${path}#${iid}`);
    return issue;
  };
  const groupAt = (path: string): SandboxPlace => {
    const group = instance.group(path);
    if (!group) throw new Error(`no group ${path}`);
    return group;
  };
  const truth = (path: string, iid: number): IssueTruth => truthOf(instance, issueAt(path, iid));
  const onIssue = (path: string, iid: number): NoteSubject => ({ on: 'issue', issue: issueAt(path, iid) });
  const noteOn = (path: string, iid: number, id: number): SandboxNote => {
    const note = instance.notes.of('issue', issueAt(path, iid).id).find((one) => one.id === id);
    if (!note) throw new Error(`no note ${id}`);
    return note;
  };
  return {
    /** Full paths. */
    projects: (): string[] => instance.projects.map(({ place }) => place.path),
    /** What scopes go by: `projects/201:acme/api`. */
    scopeOf: (path: string): string => `projects/${projectAt(path).place.id}:${path}`,
    groupScope: (path = 'acme'): string => `groups/${groupAt(path).id}:${path}`,
    users: (): readonly SandboxUser[] => instance.users,
    /** User names of those whom GitLab told that a text names them, in order. */
    notified: (): readonly string[] => instance.notices.notified(),
    labels: (): readonly SandboxLabel[] => [...instance.labels.values()],
    milestones: (): readonly SandboxMilestone[] => [...instance.milestones.values()],
    epics: (): readonly SandboxEpic[] => [...instance.epics.values()],
    archive: (path: string, isArchived = true): void => void (projectAt(path).isArchived = isArchived),

    createIssue: (path: string, { by, ...from }: IssueEdit & By & { readonly title: string }): IssueTruth =>
      truthOf(instance, createIssue(instance, projectAt(path), inputOf(from), who(by))),
    editIssue: (path: string, iid: number, { by, ...edit }: IssueEdit & By): IssueTruth =>
      truthOf(instance, applyEdit(instance, issueAt(path, iid), edit, who(by))),
    deleteIssue: (path: string, iid: number): void => deleteIssue(instance, issueAt(path, iid)),
    moveIssue: (path: string, iid: number, to: string): IssueTruth =>
      truthOf(instance, moveIssue(instance, issueAt(path, iid), projectAt(to), who())),
    createComment: (path: string, iid: number, body: string, { by }: By = {}): SandboxNote =>
      createNote(instance, onIssue(path, iid), { body }, who(by)),
    editComment: (path: string, iid: number, id: number, body: string): SandboxNote =>
      editNote(instance, onIssue(path, iid), noteOn(path, iid, id), { body }),
    deleteComment: (path: string, iid: number, id: number): void => deleteNote(instance, noteOn(path, iid, id)),
    /** `blocks`: the first blocks the second. @returns the link's id */
    addLink: (type: 'blocks' | 'relates_to', path: string, iid: number, otherIid: number): number =>
      addLink(instance, issueAt(path, iid), {
        target_project_id: path,
        target_issue_iid: otherIid,
        link_type: type,
      }).id,
    createMilestone: (path: string, input: Input): SandboxMilestone =>
      createMilestone(instance, projectAt(path).place, input),
    editMilestone: (id: number, input: Input): SandboxMilestone =>
      editMilestone(instance, instance.milestones.get(id) as SandboxMilestone, input),
    deleteMilestone: (id: number): void => deleteMilestone(instance, instance.milestones.get(id) as SandboxMilestone),
    createEpic: (input: Input, group = 'acme'): SandboxEpic => createEpic(instance, groupAt(group), input, who()),
    editEpic: (id: number, input: Input): SandboxEpic =>
      editEpic(instance, instance.epics.get(id) as SandboxEpic, input, who()),
    /** A file of a project. @returns its address, as texts name it */
    upload: (path: string, fileName: string, bytes: Buffer, contentType = 'application/octet-stream'): string =>
      addressOf(instance.uploads.add(projectAt(path).place.id, { fileName, bytes, contentType })),
    uploads: (path: string): readonly SandboxUpload[] => instance.uploads.of(projectAt(path).place.id),
    removeUpload: (path: string, address: string): void => {
      const { id } = projectAt(path).place;
      const upload = instance.uploads.of(id).find((one) => addressOf(one) === address);
      if (!upload) throw new Error(`no upload ${address}`);
      instance.uploads.remove(upload);
    },
    setLargestUpload: (bytes: number): void => void (instance.uploads.largest = bytes),
    setMaintainer: (isMaintainer: boolean): void => void (instance.isMaintainer = isMaintainer),
    setVersion: (version: string): void => void (instance.version = version),
    runEdits: (run: EditRun): Promise<number> => runEdits(instance, run),

    /** The state of an issue or other work item now; undefined when there is none. */
    issue: (path: string, iid: number): IssueTruth | undefined =>
      projectAt(path).issue(iid) ? truth(path, iid) : undefined,
    issueById: (id: number): IssueTruth | undefined => {
      const issue = instance.issueById(id);
      return issue && truthOf(instance, issue);
    },
    /** Everything that is numbered in a project now, by number. */
    *issues(path: string): Generator<IssueTruth> {
      for (const iid of projectAt(path).numbers()) yield truth(path, iid);
    },
    /** What people said on an issue, oldest first, with what GitLab noted down. */
    comments: (path: string, iid: number): readonly SandboxNote[] => instance.notes.of('issue', issueAt(path, iid).id),
    /** An issue as the API answers it. */
    issueAnswer: (path: string, iid: number): unknown => renderIssue(instance, issueAt(path, iid)),

    /** How many requests had `METHOD /path?query` matching, since the start or `log.clear()`. */
    requestCount: (pattern: RegExp | string): number => log.count(pattern),
    log,
    faults,
    webhooks: sender,
    rateLimit: quota,
    hooks: {
      list: (): Hook[] => hooks.list(),
      remove: (id: number): void => hooks.remove(id),
      /** From now on it stands in lists and sends nothing. */
      silence: (id: number, isDead = true): void => hooks.silence(id, isDead),
      /** As if so many deliveries had failed in a row: 4 rest a hook, 40 switch it off. */
      fail: (id: number, times: number): void => hooks.fail(id, times),
      deliveries: hooks.deliveries,
    },
  };
}
