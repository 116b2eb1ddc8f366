import { editWorkPackage } from '../changes/work-package-changes.ts';
import { categoriesOf, PRIORITIES, STATUSES, TYPES } from '../model/catalogue.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxWorkPackage } from '../model/records.ts';
import { linkTo } from '../render/common.ts';
import { principalLink } from '../render/render-principal.ts';

/** What a person changes of a work package in the browser. */
export interface WorkPackageEdit {
  readonly subject?: string;
  /** Markdown; empty: none. */
  readonly description?: string;
  readonly status?: string;
  readonly type?: string;
  readonly priority?: string;
  readonly category?: string | null;
  /** An id. */
  readonly assignee?: string | null;
  readonly startDate?: string | null;
  readonly dueDate?: string | null;
  readonly version?: string | null;
  readonly parent?: string | null;
  /** Custom fields beside the links, as the API takes them. */
  readonly custom?: Readonly<Record<string, unknown>>;
  /** Options of custom fields, by id. */
  readonly chosen?: Readonly<Record<string, number | null>>;
}

/** The edit as a body. */
export function bodyFrom(instance: Instance, projectId: number, edit: WorkPackageEdit): Record<string, unknown> {
  const { subject, description, status, type, priority, category, assignee, startDate, dueDate, version, parent } =
    edit;
  const named = (resource: string, entries: readonly { id: number; name: string }[], name: string | null) => {
    const id = entries.find((candidate) => candidate.name === name)?.id ?? null;
    if (id === null && name !== null) throw new Error(`no ${resource} called ${name}`);
    return linkTo(resource, id);
  };
  const byId = (resource: string, id: string | null) => linkTo(resource, id === null ? null : Number(id));
  return {
    ...edit.custom,
    ...(subject !== undefined && { subject }),
    ...(description !== undefined && { description: { raw: description } }),
    ...(startDate !== undefined && { startDate }),
    ...(dueDate !== undefined && { dueDate }),
    _links: {
      ...(status !== undefined && { status: named('statuses', STATUSES, status) }),
      ...(type !== undefined && { type: named('types', TYPES, type) }),
      ...(priority !== undefined && { priority: named('priorities', PRIORITIES, priority) }),
      ...(category !== undefined && { category: named('categories', categoriesOf(projectId), category) }),
      ...(assignee !== undefined && {
        assignee: principalLink(instance, assignee === null ? null : Number(assignee)),
      }),
      ...(version !== undefined && { version: byId('versions', version) }),
      ...(parent !== undefined && { parent: byId('work_packages', parent) }),
      ...Object.fromEntries(
        Object.entries(edit.chosen ?? {}).map(([name, id]) => [name, linkTo('custom_options', id)]),
      ),
    },
  };
}

export function applyEdit(
  instance: Instance,
  one: SandboxWorkPackage,
  edit: WorkPackageEdit,
  userId: number,
): SandboxWorkPackage {
  const body = bodyFrom(instance, one.projectId, edit);
  return editWorkPackage(instance, one, { ...body, lockVersion: one.lockVersion }, userId);
}
