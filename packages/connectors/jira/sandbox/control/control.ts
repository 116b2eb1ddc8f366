import type { EditRun, FaultPlan, FixedWindow, RequestLog, WebhookSender } from '@syncline/sandbox';
import { attachFile, removeFile } from '../changes/attachment-changes.ts';
import { createComment, deleteComment, editComment } from '../changes/comment-changes.ts';
import { defineField, removeField, renameOption, type SiteField } from '../changes/custom-fields.ts';
import { createIssue, deleteIssue } from '../changes/issue-changes.ts';
import { addLink, removeLink } from '../changes/link-changes.ts';
import { createVersion, deleteVersion, editSprint, editVersion, type VersionEdit } from '../changes/plan-changes.ts';
import { documentFrom } from '../model/adf.ts';
import type {
  Adf,
  SandboxAttachment,
  SandboxComment,
  SandboxSprint,
  SandboxUser,
  SandboxVersion,
} from '../model/records.ts';
import type { Site } from '../model/site.ts';
import type { Workflow } from '../options.ts';
import { renderIssue } from '../render/render-issue.ts';
import type { Hook, Hooks } from '../webhooks/hooks.ts';
import { applyEdit, fieldsOf, type IssueEdit } from './edits.ts';
import { type IssueTruth, truthOf } from './issue-truth.ts';
import { runEdits } from './run-edits.ts';

export interface ControlParts {
  readonly site: Site;
  readonly hooks: Hooks;
  /** Webhooks on their way out: their faults, `pending`, `idle()`. */
  readonly sender: WebhookSender;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly quota: FixedWindow;
}

/** Who does it, by account id; the token's owner when absent. */
export interface By {
  readonly by?: string;
}

export type JiraSandboxControl = ReturnType<typeof createControl>;

/** What tests and demos do to the simulated Jira without going through its API. Changes send webhooks all the same. */
export function createControl({ site, hooks, sender, faults, log, quota }: ControlParts) {
  const who = (by?: string): SandboxUser => site.user(by ?? null) ?? site.viewer;
  const issueAt = (idOrKey: string) => {
    const issue = site.issue(idOrKey);
    if (issue === undefined) throw new Error(`no issue ${idOrKey}`);
    return issue;
  };
  const commentAt = (id: string) => {
    const comment = site.comments.get(Number(id));
    if (comment === undefined) throw new Error(`no comment ${id}`);
    return comment;
  };
  const truth = (idOrKey: string): IssueTruth => truthOf(site, issueAt(idOrKey));
  return {
    /** Keys, such as `API`. */
    projects: (): string[] => site.projects.map(({ facts }) => facts.key),
    /** Its id, which is what scopes go by; undefined when there is none of that key. */
    projectId: (key: string): string | undefined => site.project(key)?.facts.id.toString(),
    users: (): readonly SandboxUser[] => site.users,
    versions: (): readonly SandboxVersion[] => [...site.versions.values()],
    sprints: (): readonly SandboxSprint[] => [...site.sprints.values()],

    createIssue: (project: string, from: IssueEdit & By & { readonly summary: string }): IssueTruth => {
      const fields = { ...fieldsOf({ type: 'Task', ...from }), project: { key: project } };
      const issue = createIssue(site, { fields }, who(from.by));
      return truth(String(applyEdit(site, issue, { ...(from.status && { status: from.status }) }, who(from.by)).id));
    },
    /** Issues are named by id or key. */
    editIssue: (idOrKey: string, edit: IssueEdit & By): IssueTruth =>
      truth(String(applyEdit(site, issueAt(idOrKey), edit, who(edit.by)).id)),
    deleteIssue: (idOrKey: string, { by }: By = {}): void => deleteIssue(site, issueAt(idOrKey), who(by)),
    /** Accounts of those whom Jira told that a text mentions them, in order. */
    notified: (): readonly string[] => site.notices.notified(),
    /** Words, or a document. */
    createComment: (idOrKey: string, body: string | Adf, { by }: By = {}): SandboxComment =>
      createComment(site, issueAt(idOrKey), { body: documentOf(body) }, who(by)),
    editComment: (id: string, body: string | Adf): SandboxComment =>
      editComment(site, issueAt(String(commentAt(id).issueId)), commentAt(id), documentOf(body)),
    deleteComment: (id: string): void => deleteComment(site, issueAt(String(commentAt(id).issueId)), commentAt(id)),
    attachFile: (idOrKey: string, fileName: string, bytes: Buffer, contentType = 'text/plain') =>
      attachFile(site, issueAt(idOrKey), { fileName, bytes, contentType }, who()),
    removeFile: (id: number): void => {
      const attachment = site.attachments.get(id);
      if (attachment) removeFile(site, attachment, who());
    },
    /** Files of an issue now, oldest first. */
    attachments: (idOrKey: string): readonly SandboxAttachment[] => site.attachmentsOf(issueAt(idOrKey).id),
    setUploadLimit: (bytes: number): void => void (site.uploadLimit = bytes),
    media: site.media,
    /** `Blocks`: the first blocks the second. @returns the link's id */
    addLink: (type: 'Blocks' | 'Relates', from: string, to: string): number => addLink(site, type, from, to).id,
    removeLink: (id: number): void => removeLink(site, id),
    createVersion: (project: string, name: string): SandboxVersion =>
      createVersion(site, site.project(project)?.facts.index ?? 0, { name }),
    editVersion: (id: number, edit: VersionEdit): SandboxVersion => editVersion(site, id, edit),
    deleteVersion: (id: number): void => deleteVersion(site, id),
    editSprint: (id: number, edit: Partial<Omit<SandboxSprint, 'id'>>): SandboxSprint => editSprint(site, id, edit),
    /** A field of all issues; one that is there under that number is made what is given. @returns its API name */
    defineField: (field: SiteField): string => defineField(site, field),
    removeField: (id: string): void => removeField(site, id),
    renameOption: (fieldId: string, optionId: string, value: string): void =>
      renameOption(site, fieldId, optionId, value),
    setWorkflow: (workflow: Workflow): void => void (site.workflow = workflow),
    /** How long searches do not see a change, from now on. */
    setSearchLag: (ms: number): void => void (site.search.lagMs = ms),
    /** Lets searches see everything at once. */
    catchUpSearch: (): void => site.search.catchUp(),
    runEdits: (run: EditRun): Promise<number> => runEdits(site, run),

    /** The state of an issue now; undefined when there is none. */
    issue: (idOrKey: string): IssueTruth | undefined => (site.issue(idOrKey) ? truth(idOrKey) : undefined),
    /** Every issue of a project now, by number. */
    *issues(project: string): Generator<IssueTruth> {
      const store = site.project(project);
      for (const number of store?.numbers() ?? []) yield truth(`${project}-${number}`);
    },
    /** Comments of an issue now, oldest first. */
    comments: (idOrKey: string): readonly SandboxComment[] => site.comments.ofIssue(issueAt(idOrKey).id),
    /** An issue as the API answers it. */
    issueAnswer: (idOrKey: string): unknown => renderIssue(site, issueAt(idOrKey), { fields: ['*all'] }),
    issueCount: (project: string): number => site.project(project)?.count ?? 0,

    /** How many requests had `METHOD /path?query` matching, since the start or `log.clear()`. */
    requestCount: (pattern: RegExp | string): number => log.count(pattern),
    log,
    faults,
    webhooks: sender,
    rateLimit: quota,
    hooks: {
      /** An admin webhook for all events given, or any. */
      add: (from: { readonly url: string; readonly secret?: string; readonly events: readonly string[] }): Hook =>
        hooks.add({ kind: 'admin', secret: null, filter: '', enabled: true, ...from }),
      list: (kind: Hook['kind'] = 'admin'): Hook[] => hooks.list(kind),
      remove: (id: number): void => hooks.remove(id),
      /** From now on it stands in lists and sends nothing. */
      silence: (id: number, isDead = true): void => hooks.silence(id, isDead),
      deliveries: hooks.deliveries,
    },
  };
}

function documentOf(body: string | Adf): Adf {
  return typeof body === 'string' ? documentFrom(body) : body;
}
