import type { Organisation } from '../model/organisation.ts';
import type { SandboxRepository, SandboxUser } from '../model/records.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { invalid } from './refusal.ts';

export interface RepositoryEdit {
  readonly name?: string;
  readonly description?: string;
  readonly isArchived?: boolean;
  readonly hasIssues?: boolean;
}

/** After a rename the old address answers 301. */
export function editRepository(
  organisation: Organisation,
  repository: RepositoryStore,
  edit: RepositoryEdit,
  sender: SandboxUser,
): SandboxRepository {
  const before = repository.meta;
  const name = edit.name ?? before.name;
  if (organisation.repositories.some((other) => other !== repository && other.meta.name === name))
    throw invalid('Repository', 'name', 'already_exists');
  const after = {
    ...before,
    name,
    description: edit.description ?? before.description,
    isArchived: edit.isArchived ?? before.isArchived,
    hasIssues: edit.hasIssues ?? before.hasIssues,
    updatedAt: Math.max(organisation.nowSeconds(), before.updatedAt),
  };
  repository.meta = after;
  const tell = (action: string, fields: Readonly<Record<string, string>> = {}) =>
    organisation.emit({ event: 'repository', action, repository, sender, fields });
  if (after.name !== before.name) {
    organisation.formerNames.delete(after.name.toLowerCase());
    organisation.formerNames.set(before.name.toLowerCase(), repository);
    tell('renamed', { changes: JSON.stringify({ repository: { name: { from: before.name } } }) });
  }
  if (after.description !== before.description)
    tell('edited', { changes: JSON.stringify({ description: { from: before.description } }) });
  if (after.isArchived !== before.isArchived) tell(after.isArchived ? 'archived' : 'unarchived');
  return after;
}
