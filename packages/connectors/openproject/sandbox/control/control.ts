import type { EditRun, FaultPlan, FixedWindow, RequestLog, WebhookSender } from '@syncline/sandbox';
import type { AccessTokens } from '../access-tokens.ts';
import { addAttachment, createComment, editComment, removeAttachment } from '../changes/comment-changes.ts';
import { defineCustomField, removeCustomField } from '../changes/custom-fields.ts';
import { addRelation } from '../changes/relation-changes.ts';
import { createVersion, deleteVersion, editVersion } from '../changes/version-changes.ts';
import { createWorkPackage, deleteWorkPackage } from '../changes/work-package-changes.ts';
import type { CustomField } from '../model/catalogue.ts';
import type { Instance } from '../model/instance.ts';
import type {
  SandboxActivity,
  SandboxAttachment,
  SandboxPrincipal,
  SandboxProject,
  SandboxVersion,
} from '../model/records.ts';
import type { Workflow } from '../options.ts';
import { bytesOf } from '../render/render-attachment.ts';
import type { Hook, Hooks } from '../webhooks/hooks.ts';
import { applyEdit, bodyFrom, type WorkPackageEdit } from './edits.ts';
import { runEdits } from './run-edits.ts';
import { truthOf, type WorkPackageTruth } from './truth.ts';

export interface ControlParts {
  readonly instance: Instance;
  readonly hooks: Hooks;
  /** Webhooks on their way out: their faults, `pending`, `idle()`. */
  readonly sender: WebhookSender;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly quota: FixedWindow | null;
  readonly tokens: AccessTokens;
}

/** Who does it, by id; somebody else than the token's owner when absent. */
export interface By {
  readonly by?: number;
}

export type OpenProjectSandboxControl = ReturnType<typeof createControl>;

/** What tests and demos do to the simulated instance without going through its API. Changes send webhooks all the same. */
export function createControl({ instance, hooks, sender, faults, log, quota, tokens }: ControlParts) {
  const SOMEBODY = 4;
  const at = <Value>(found: Value | undefined, what: string): Value => {
    if (found === undefined) throw new Error(`no ${what}`);
    return found;
  };
  const workPackageAt = (id: string) => at(instance.workPackages.get(Number(id)), `work package ${id}`);
  const activityAt = (id: string) => at(instance.activities.get(Number(id)), `activity ${id}`);
  const attachmentAt = (id: string) => at(instance.attachments.get(Number(id)), `attachment ${id}`);
  const projectAt = (term: string) => at(instance.project(term), `project ${term}`);
  const versionAt = (id: string) => at(instance.versions.get(Number(id)), `version ${id}`);
  const truth = (id: string): WorkPackageTruth => truthOf(instance, workPackageAt(id));
  return {
    projects: (): readonly SandboxProject[] => [...instance.projects.values()],
    principals: (): readonly SandboxPrincipal[] => instance.principals,
    /** Ids of those whom the instance told that a text mentions them, in order. */
    notified: (): readonly string[] => instance.notices.notified(),
    versions: (): readonly SandboxVersion[] => [...instance.versions.values()],

    /** A project is named by its id or identifier. */
    createWorkPackage: (
      project: string,
      from: WorkPackageEdit & By & { readonly subject: string },
    ): WorkPackageTruth => {
      const place = projectAt(project);
      const body = bodyFrom(instance, place.id, { type: 'Task', ...from });
      return truth(String(createWorkPackage(instance, place, body, from.by ?? SOMEBODY).id));
    },
    editWorkPackage: (id: string, edit: WorkPackageEdit & By): WorkPackageTruth =>
      truth(String(applyEdit(instance, workPackageAt(id), edit, edit.by ?? SOMEBODY).id)),
    /** With what is below it. */
    deleteWorkPackage: (id: string): void => deleteWorkPackage(instance, workPackageAt(id)),
    moveWorkPackage: (id: string, project: string): void => {
      const one = workPackageAt(id);
      const now = Math.max(instance.nowMs(), one.updatedAt + 0.001);
      const [projectId, lockVersion] = [projectAt(project).id, one.lockVersion + 1];
      instance.put({ ...one, projectId, categoryId: null, versionId: null, lockVersion, updatedAt: now });
    },
    createComment: (id: string, notes: string, { by, internal }: By & { internal?: boolean } = {}): SandboxActivity =>
      createComment(instance, workPackageAt(id), notes, { userId: by ?? SOMEBODY, internal: internal ?? false }),
    editComment: (id: string, notes: string): SandboxActivity => editComment(instance, activityAt(id), notes),
    addAttachment: (id: string, fileName: string, bytes: Buffer = Buffer.alloc(1_234), contentType = 'text/plain') =>
      addAttachment(
        instance,
        workPackageAt(id),
        { fileName, fileSize: bytes.length, contentType, description: '', bytes },
        SOMEBODY,
      ),
    /** What a file holds. */
    fileBytes: (id: string): Buffer => bytesOf(attachmentAt(id)),
    setMaximumFileSize: (bytes: number): void => void (instance.maximumFileSize = bytes),
    removeAttachment: (id: string): void => removeAttachment(instance, attachmentAt(id), SOMEBODY),
    /** `blocks`: the first blocks the second. @returns the relation's id */
    addRelation: (type: string, from: string, to: string): number =>
      addRelation(instance, type, Number(from), Number(to)).id,
    removeRelation: (id: number): void => void instance.relations.delete(id),
    createVersion: (project: string, name: string): SandboxVersion =>
      createVersion(instance, projectAt(project), { name }),
    editVersion: (id: string, edit: Partial<SandboxVersion>): SandboxVersion =>
      editVersion(instance, versionAt(id), edit as Record<string, unknown>),
    deleteVersion: (id: string): void => deleteVersion(instance, versionAt(id)),
    archiveProject: (term: string, isArchived = true): void => {
      const project = projectAt(term);
      instance.projects.set(project.id, { ...project, active: !isArchived, updatedAt: instance.nowMs() });
    },
    customFields: (): readonly CustomField[] => [...instance.customFields.values()],
    /** A field of all work packages; one that is there under that name is made what is given. */
    defineCustomField: (field: CustomField): void => defineCustomField(instance, field),
    removeCustomField: (name: string): void => removeCustomField(instance, name),
    setWorkflow: (workflow: Workflow): void => void (instance.workflow = workflow),
    runEdits: (run: EditRun): Promise<number> => runEdits(instance, run),

    /** The state of a work package now; undefined when there is none. */
    workPackage: (id: string): WorkPackageTruth | undefined =>
      instance.workPackages.has(Number(id)) ? truth(id) : undefined,
    /** Every work package of a project now, by id. */
    *workPackages(project: string): Generator<WorkPackageTruth> {
      const { id } = projectAt(project);
      const all = [...instance.workPackages.values()].sort((a, b) => a.id - b.id);
      for (const one of all) if (one.projectId === id) yield truthOf(instance, one);
    },
    workPackageCount: (): number => instance.workPackages.size,
    /** What is said at a work package now, oldest first. */
    comments: (id: string): readonly SandboxActivity[] =>
      instance.activitiesOf(workPackageAt(id).id).filter(({ notes }) => notes !== ''),
    attachments: (id: string): readonly SandboxAttachment[] => instance.attachmentsOf(workPackageAt(id).id),

    /** How many requests had `METHOD /path?query` matching, since the start or `log.clear()`. */
    requestCount: (pattern: RegExp | string): number => log.count(pattern),
    log,
    faults,
    webhooks: sender,
    rateLimit: quota,
    /** Access tokens of the OAuth application that were given out lapse at once. */
    expireTokens: (): void => tokens.expire(),
    hooks: {
      add: (from: Pick<Hook, 'url' | 'secret' | 'events'> & Partial<Hook>): Hook =>
        hooks.add({ projectIds: null, enabled: true, ...from }),
      list: (): Hook[] => hooks.list(),
      remove: (id: number): void => hooks.remove(id),
      deliveries: hooks.deliveries,
    },
  };
}
