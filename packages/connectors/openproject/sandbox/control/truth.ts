import { categoriesOf, entry, PRIORITIES, STATUSES, TYPES } from '../model/catalogue.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxWorkPackage } from '../model/records.ts';
import { shownTime } from '../render/common.ts';

/** A work package as it is now, in plain words: what a synchronised copy must show. */
export interface WorkPackageTruth {
  readonly id: string;
  readonly projectId: string;
  readonly subject: string;
  readonly description: string;
  readonly status: string;
  readonly closed: boolean;
  readonly type: string;
  readonly priority: string;
  readonly category: string | null;
  readonly assignee: string | null;
  readonly responsible: string | null;
  readonly startDate: string | null;
  readonly dueDate: string | null;
  readonly version: string | null;
  readonly parent: string | null;
  readonly blocks: readonly string[];
  readonly dependsOn: readonly string[];
  readonly relatedTo: readonly string[];
  readonly custom: Readonly<Record<string, unknown>>;
  readonly lockVersion: number;
  readonly comments: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function truthOf(instance: Instance, one: SandboxWorkPackage): WorkPackageTruth {
  const relations = instance.relationsOf(one.id);
  const others = (type: string, isFrom: boolean) =>
    relations
      .filter((relation) => relation.type === type && (isFrom ? relation.fromId : relation.toId) === one.id)
      .map((relation) => String(isFrom ? relation.toId : relation.fromId));
  const status = entry(STATUSES, one.statusId);
  const text = (id: number | null) => (id === null ? null : String(id));
  return {
    id: String(one.id),
    projectId: String(one.projectId),
    subject: one.subject,
    description: one.description,
    status: status.name,
    closed: status.isClosed,
    type: entry(TYPES, one.typeId).name,
    priority: entry(PRIORITIES, one.priorityId).name,
    category: categoriesOf(one.projectId).find(({ id }) => id === one.categoryId)?.name ?? null,
    assignee: text(one.assigneeId),
    responsible: text(one.responsibleId),
    startDate: one.startDate,
    dueDate: one.dueDate,
    version: text(one.versionId),
    parent: text(one.parentId),
    blocks: others('blocks', true).sort(),
    dependsOn: others('blocks', false).sort(),
    relatedTo: [...others('relates', true), ...others('relates', false)].sort(),
    custom: Object.fromEntries([...instance.customFields.keys()].map((name) => [name, one.custom[name] ?? null])),
    lockVersion: one.lockVersion,
    comments: instance.activitiesOf(one.id).filter(({ notes }) => notes !== '').length,
    createdAt: shownTime(one.createdAt),
    updatedAt: shownTime(one.updatedAt),
  };
}
