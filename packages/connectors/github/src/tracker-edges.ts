import type { NormalisedRecord, Reference, RelationType } from '@syncline/core';
import { addUser } from './embedded-user.ts';
import { type Item, idOf } from './item.ts';
import type { RepositoryScope } from './repository-scope.ts';

/** The edges that issues and pull requests have alike. */
export interface TrackerEdges {
  readonly references: Reference[];
  readonly relations: RelationType[];
  readonly embedded: NormalisedRecord[];
}

/** Edges to repository, author, assignees, labels and milestone; a member GitHub did not send says nothing. */
export function trackerEdges(item: Item, repository: RepositoryScope): TrackerEdges {
  const references: Reference[] = [{ relation: 'belongs_to', stream: 'repositories', externalId: repository.id }];
  const relations: RelationType[] = ['belongs_to'];
  const embedded: NormalisedRecord[] = [];
  if (item['user'] !== undefined) {
    relations.push('created_by');
    addUser(item['user'], 'created_by', references, embedded);
  }
  if (Array.isArray(item['assignees'])) {
    relations.push('assigned_to');
    for (const assignee of item['assignees']) addUser(assignee, 'assigned_to', references, embedded);
  }
  if (Array.isArray(item['labels'])) {
    relations.push('labelled');
    for (const label of item['labels']) addLabel(label, repository, references);
  }
  if (item['milestone'] !== undefined) {
    relations.push('in_milestone');
    const externalId = idOf(item['milestone']);
    if (externalId !== null) references.push({ relation: 'in_milestone', stream: 'milestones', externalId });
  }
  return { references, relations, embedded };
}

/** GitHub describes a label of an issue as an object or, in old answers, as its bare name. */
function addLabel(label: unknown, repository: RepositoryScope, references: Reference[]): void {
  const externalId = idOf(label);
  if (externalId !== null) references.push({ relation: 'labelled', stream: 'labels', externalId });
  else if (typeof label === 'string') {
    references.push({
      relation: 'labelled',
      stream: 'labels',
      externalId: null,
      locator: labelLocator(repository.fullName, label),
    });
  }
}

/** `acme/api/labels/bug`: labels have no place but their name. */
export function labelLocator(fullName: string, name: string): string {
  return `${fullName}/labels/${name}`;
}

/** The name in a label's locator. */
export function labelName(locator: string | null): string | null {
  return /^[^/]+\/[^/]+\/labels\/(.+)$/s.exec(locator ?? '')?.[1] ?? null;
}
