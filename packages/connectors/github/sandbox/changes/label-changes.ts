import type { Organisation } from '../model/organisation.ts';
import type { SandboxLabel, SandboxUser } from '../model/records.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { renderLabel } from '../render/render-issue.ts';
import { invalid, notFound } from './refusal.ts';
import { keptLine, keptText } from './text-rules.ts';

export interface LabelEdit {
  readonly name?: string;
  readonly color?: string;
  readonly description?: string | null;
}

export function createLabel(
  organisation: Organisation,
  repository: RepositoryStore,
  from: LabelEdit & { readonly name: string },
  sender: SandboxUser,
): SandboxLabel {
  const { name, color, description } = checked(from);
  if (repository.labelNamed(from.name) !== undefined) throw invalid('Label', 'name', 'already_exists');
  const label = {
    id: organisation.takeId(),
    name: name ?? from.name,
    color: color ?? 'ededed',
    description: description ?? null,
    isDefault: false,
  };
  repository.labels.set(label.id, label);
  tell(organisation, repository, label, 'created', sender);
  return label;
}

/** Issues that carry it show the new name at once, but do not count as updated: GitHub does the same. */
export function editLabel(
  organisation: Organisation,
  repository: RepositoryStore,
  current: string,
  edit: LabelEdit,
  sender: SandboxUser,
): SandboxLabel {
  const before = repository.labelNamed(current);
  if (before === undefined) throw notFound();
  const { name, color, description } = checked(edit);
  const namesake = edit.name === undefined ? undefined : repository.labelNamed(edit.name);
  if (namesake !== undefined && namesake.id !== before.id) throw invalid('Label', 'name', 'already_exists');
  const after = {
    ...before,
    name: name ?? before.name,
    color: color ?? before.color,
    description: description === undefined ? before.description : description,
  };
  const changes: Record<string, { from: string }> = {};
  if (after.name !== before.name) changes['name'] = { from: before.name };
  if (after.color !== before.color) changes['color'] = { from: before.color };
  if (after.description !== before.description) changes['description'] = { from: before.description ?? '' };
  if (Object.keys(changes).length === 0) return before;
  repository.labels.set(after.id, after);
  tell(organisation, repository, after, 'edited', sender, { changes: JSON.stringify(changes) });
  return after;
}

export function deleteLabel(
  organisation: Organisation,
  repository: RepositoryStore,
  name: string,
  sender: SandboxUser,
): void {
  const label = repository.labelNamed(name);
  if (label === undefined) throw notFound();
  repository.labels.delete(label.id);
  tell(organisation, repository, label, 'deleted', sender);
}

function checked({ name, color, description }: LabelEdit): LabelEdit {
  if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color)) throw invalid('Label', 'color', 'invalid');
  return {
    ...(name !== undefined && { name: keptLine('Label', 'name', name, 50) }),
    ...(color !== undefined && { color }),
    ...(description !== undefined && {
      description: description === null ? null : keptText('Label', 'description', description, 100) || null,
    }),
  };
}

function tell(
  organisation: Organisation,
  repository: RepositoryStore,
  label: SandboxLabel,
  action: string,
  sender: SandboxUser,
  more: Readonly<Record<string, string>> = {},
): void {
  organisation.emit({
    event: 'label',
    action,
    repository,
    sender,
    fields: { label: renderLabel(repository, label), ...more },
  });
}
