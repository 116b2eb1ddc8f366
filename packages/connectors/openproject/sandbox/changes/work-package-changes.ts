import { PRIORITIES, STATUSES, TYPES } from '../model/catalogue.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxProject, SandboxWorkPackage } from '../model/records.ts';
import type { Body } from './body.ts';
import { checkWorkPackage } from './check-work-package.ts';
import { writeDown } from './journal.ts';
import { Refusal } from './refusal.ts';

export function createWorkPackage(
  instance: Instance,
  project: SandboxProject,
  body: Body,
  userId: number,
): SandboxWorkPackage {
  const now = instance.nowMs();
  const blank: SandboxWorkPackage = {
    id: 0,
    projectId: project.id,
    subject: '',
    description: '',
    statusId: STATUSES[0].id,
    typeId: TYPES[0].id,
    priorityId: PRIORITIES[1].id,
    categoryId: null,
    assigneeId: null,
    responsibleId: null,
    authorId: userId,
    startDate: null,
    dueDate: null,
    versionId: null,
    parentId: null,
    estimatedHours: null,
    percentageDone: 0,
    custom: EMPTY_CUSTOM,
    lockVersion: 0,
    createdAt: now,
    updatedAt: now,
  };
  const made = { ...blank, ...checkWorkPackage(instance, body, blank, true), id: instance.takeId() };
  instance.put(made);
  writeDown(instance, made, { userId, details: ['Subject set'] });
  return instance.workPackages.get(made.id) as SandboxWorkPackage;
}

const EMPTY_CUSTOM = {
  customField1: null,
  customField2: '',
  customField3: null,
  customField4: null,
  customField5: null,
  customField6: null,
  customField7: [],
  customField8: null,
};

/** An edit of the version it names. One that changes nothing leaves all as it is. */
export function editWorkPackage(
  instance: Instance,
  before: SandboxWorkPackage,
  body: Body,
  userId: number,
): SandboxWorkPackage {
  if (body['lockVersion'] !== before.lockVersion) throw stale();
  const patch = checkWorkPackage(instance, body, before, false);
  const changed = (Object.keys(patch) as (keyof SandboxWorkPackage)[]).filter(
    (name) => JSON.stringify(patch[name]) !== JSON.stringify(before[name]),
  );
  if (changed.length === 0) return before;
  const edited = { ...before, ...patch, lockVersion: before.lockVersion + 1 };
  instance.put(edited);
  writeDown(instance, edited, { userId, details: changed.map((name) => `${name} changed`) });
  return instance.workPackages.get(before.id) as SandboxWorkPackage;
}

export function stale(): Refusal {
  return new Refusal(409, {
    identifier: 'UpdateConflict',
    message: "Couldn't update the resource because of conflicting modifications.",
  });
}

/** With all that is below it. */
export function deleteWorkPackage(instance: Instance, workPackage: SandboxWorkPackage): void {
  for (const child of instance.childrenOf(workPackage.id)) deleteWorkPackage(instance, child);
  instance.remove(workPackage);
}
