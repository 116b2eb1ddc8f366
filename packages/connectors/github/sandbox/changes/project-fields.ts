import type { Organisation } from '../model/organisation.ts';
import type { Project, ProjectField, ProjectFieldType } from '../model/projects.ts';
import { notFound } from './refusal.ts';

export interface ProjectFieldDefinition {
  readonly name: string;
  readonly type: Extract<ProjectFieldType, 'text' | 'number' | 'date' | 'single_select'>;
  /** Of a selection, what can be chosen; an option that is there already keeps its id. */
  readonly options?: readonly string[];
}

/**
 * Makes a field of a project, or makes the one with that id what is given: items keep their values unless it holds
 * something else from now on. (A person can't do the latter: at GitHub a field keeps its type.)
 */
export function defineProjectField(
  organisation: Organisation,
  project: Project,
  { name, type, options = [] }: ProjectFieldDefinition,
  id?: number,
): ProjectField {
  const before = project.fields.find((field) => field.id === id);
  const optionOf = (option: string) =>
    before?.options?.find((one) => one.name === option) ?? {
      id: organisation.takeId().toString(16).padStart(8, '0'),
      name: option,
      color: 'GRAY',
    };
  const field: ProjectField = {
    id: before?.id ?? organisation.takeId(),
    name,
    type,
    ...(type === 'single_select' && { options: options.map(optionOf) }),
  };
  project.fields = before
    ? project.fields.map((one) => (one.id === field.id ? field : one))
    : [...project.fields, field];
  if (before && before.type !== type) dropValues(project, field.id);
  return field;
}

export function removeProjectField(project: Project, id: number): void {
  if (!project.fields.some((field) => field.id === id)) throw notFound();
  project.fields = project.fields.filter((field) => field.id !== id);
  dropValues(project, id);
}

/** Another name; what it holds stays. */
export function renameProjectField(project: Project, id: number, name: string): void {
  project.fields = project.fields.map((field) => (field.id === id ? { ...field, name } : field));
}

function dropValues(project: Project, id: number): void {
  for (const item of project.items.values()) {
    if (!item.values.has(id)) continue;
    const values = new Map([...item.values].filter(([fieldId]) => fieldId !== id));
    project.items.set(item.id, { ...item, values });
  }
}
