import { type CustomField, categoriesOf, entry, PRIORITIES, STATUSES, TYPES } from '../model/catalogue.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxWorkPackage } from '../model/records.ts';
import { formattable, href, linkTo, shownTime } from './common.ts';
import { principalLink } from './render-principal.ts';

/** A work package with its links, as far as a sync looks at them; nothing is embedded. */
export function renderWorkPackage(instance: Instance, workPackage: SandboxWorkPackage) {
  const { id, projectId, subject, description, startDate, dueDate, lockVersion, estimatedHours } = workPackage;
  const self = href(`/work_packages/${id}`);
  const type = entry(TYPES, workPackage.typeId);
  const { members, links } = renderCustomFields(instance, workPackage);
  return {
    _type: 'WorkPackage',
    id,
    lockVersion,
    subject,
    description: formattable(description),
    scheduleManually: false,
    ...(type.isMilestone ? { date: dueDate } : { startDate, dueDate, derivedStartDate: null, derivedDueDate: null }),
    estimatedTime: estimatedHours === null ? null : `PT${estimatedHours}H`,
    derivedEstimatedTime: null,
    percentageDone: workPackage.percentageDone,
    createdAt: shownTime(workPackage.createdAt),
    updatedAt: shownTime(workPackage.updatedAt),
    ...members,
    _links: {
      self: { href: self, title: subject },
      schema: { href: href(`/work_packages/schemas/${projectId}-${type.id}`) },
      update: { href: `${self}/form`, method: 'post' },
      updateImmediately: { href: self, method: 'patch' },
      delete: { href: self, method: 'delete' },
      activities: { href: `${self}/activities` },
      attachments: { href: `${self}/attachments` },
      relations: { href: `${self}/relations` },
      addComment: { href: `${self}/activities`, method: 'post', title: 'Add comment' },
      type: linkTo('types', type.id, type.name),
      status: linkTo('statuses', workPackage.statusId, entry(STATUSES, workPackage.statusId).name),
      priority: linkTo('priorities', workPackage.priorityId, entry(PRIORITIES, workPackage.priorityId).name),
      project: linkTo('projects', projectId, instance.projects.get(projectId)?.name),
      author: principalLink(instance, workPackage.authorId),
      assignee: principalLink(instance, workPackage.assigneeId),
      responsible: principalLink(instance, workPackage.responsibleId),
      ...hierarchy(instance, workPackage),
      category: categoryLink(workPackage),
      version: linkTo('versions', workPackage.versionId, instance.versions.get(workPackage.versionId ?? 0)?.name),
      ...links,
    },
  };
}

function hierarchy(instance: Instance, { id, parentId }: SandboxWorkPackage) {
  const link = (one: SandboxWorkPackage) => linkTo('work_packages', one.id, one.subject);
  const children = instance.childrenOf(id);
  const ancestors: SandboxWorkPackage[] = [];
  for (let at = instance.workPackages.get(parentId ?? 0); at; at = instance.workPackages.get(at.parentId ?? 0))
    ancestors.unshift(at);
  const parent = ancestors.at(-1);
  return {
    parent: linkTo('work_packages', parent?.id, parent?.subject),
    ancestors: ancestors.map(link),
    // Absent where there are none, as OpenProject has it.
    ...(children.length > 0 && { children: children.map(link) }),
  };
}

function categoryLink({ projectId, categoryId }: SandboxWorkPackage) {
  const category = categoriesOf(projectId).find(({ id }) => id === categoryId);
  return linkTo('categories', category?.id, category?.name);
}

function renderCustomFields(instance: Instance, { custom }: SandboxWorkPackage) {
  const members: Record<string, unknown> = {};
  const links: Record<string, unknown> = {};
  for (const field of instance.customFields.values()) {
    const { name, type } = field;
    const value = custom[name] ?? null;
    if (type === 'User') links[name] = principalLink(instance, value as number | null);
    else if (type === 'CustomOption') links[name] = optionLink(field, value as number | null);
    else if (type === '[]CustomOption')
      links[name] = ((value ?? []) as readonly number[]).map((id) => optionLink(field, id));
    else members[name] = type === 'Formattable' ? formattable((value ?? '') as string) : value;
  }
  return { members, links };
}

export function optionLink({ options = [] }: CustomField, id: number | null) {
  return linkTo('custom_options', id, options.find((option) => option.id === id)?.value);
}
