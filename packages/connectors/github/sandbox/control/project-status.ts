import { addProjectItem, editProjectItem } from '../changes/project-changes.ts';
import type { Organisation } from '../model/organisation.ts';
import type { Project } from '../model/projects.ts';

/** @returns the item's id */
export function setProjectItemStatus(
  organisation: Organisation,
  projectNumber: number,
  issueId: number,
  status: string | null,
): number {
  const item = addProjectItem(organisation, projectOf(organisation, projectNumber), issueId, organisation.viewer);
  moveCard(organisation, projectNumber, item.id, status);
  return item.id;
}

export function moveCard(
  organisation: Organisation,
  projectNumber: number,
  itemId: number,
  status: string | null,
): void {
  const project = projectOf(organisation, projectNumber);
  const field = project.fields.find(({ name }) => name === 'Status');
  const option = field?.options?.find(({ name }) => name === status);
  if (field === undefined || (status !== null && option === undefined)) throw new Error(`no status ${status}`);
  editProjectItem(organisation, project, itemId, new Map([[field.id, option?.id ?? null]]), organisation.viewer);
}

function projectOf(organisation: Organisation, number: number): Project {
  const project = organisation.projects.find((candidate) => candidate.number === number);
  if (project === undefined) throw new Error(`no project ${number}`);
  return project;
}
