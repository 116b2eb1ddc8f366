import { addProjectItem, editProjectItem } from '../changes/project-changes.ts';
import type { Organisation } from '../model/organisation.ts';

/** @returns the item's id */
export function setProjectItemStatus(
  organisation: Organisation,
  projectNumber: number,
  issueId: number,
  status: string | null,
): number {
  const project = organisation.projects.find(({ number }) => number === projectNumber);
  const field = project?.fields.find(({ name }) => name === 'Status');
  if (project === undefined || field === undefined) throw new Error(`no project ${projectNumber}`);
  const option = field.options?.find(({ name }) => name === status);
  if (status !== null && option === undefined) throw new Error(`no status ${status}`);
  const item = addProjectItem(organisation, project, issueId, organisation.viewer);
  editProjectItem(organisation, project, item.id, new Map([[field.id, option?.id ?? null]]), organisation.viewer);
  return item.id;
}
