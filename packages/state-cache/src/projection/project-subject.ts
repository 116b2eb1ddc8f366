import { type Projected, timeOf } from './projected.ts';

/** An entity that holds others, or is held, as the store has it. */
export interface Subject {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly isDeleted: boolean;
  readonly projectIds: readonly string[];
  readonly records: readonly unknown[];
}

export const projectPrefix = (projectId: string): string => `projects/${projectId}/`;

/** A project under `metadata`, an item under `items/{id}` of each project that holds it; nothing of what is deleted. */
export function projectSubject(subject: Subject, isProject: boolean): Projected[] {
  if (subject.isDeleted) return [];
  const { id, kind, fields } = subject;
  const content = {
    id,
    kind,
    entity_version: subject.version,
    title: fields['title'] ?? fields['name'] ?? null,
    state: fields['state'] ?? fields['status'] ?? null,
    fields,
    records: subject.records,
    created_at: timeOf(subject.createdAt),
    updated_at: timeOf(subject.updatedAt),
  };
  if (isProject) return [{ key: `${projectPrefix(id)}metadata`, subject: id, content }];
  return subject.projectIds.map((projectId) => ({
    key: `${projectPrefix(projectId)}items/${id}`,
    subject: id,
    content: { ...content, project_id: projectId },
  }));
}
