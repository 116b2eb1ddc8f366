import type { RecordKey } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { parseRepositoryScope } from '../repository-scope.ts';

/** What requests about something numbered in a repository need. */
export interface NumberedPlace {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

/** The place of an issue, pull request or milestone, by the number that ends its locator. */
export function numberedPlace(key: RecordKey): NumberedPlace {
  const { owner, repo } = parseRepositoryScope(key.scope);
  const number = /[#/](\d+)$/.exec(key.locator ?? '')?.[1];
  if (number === undefined) {
    const message = `${key.locator ?? `The record ${key.externalId}, without a locator,`} names no number to write to.`;
    throw new SynclineError({ class: 'mapping', code: 'github_no_number', message });
  }
  return { owner, repo, number: Number(number) };
}

/** `acme/api#12` as a place; null for what is none. */
export function placeInLocator(locator: string | undefined): NumberedPlace | null {
  const match = /^([^/]+)\/([^/#]+)#(\d+)$/.exec(locator ?? '');
  const [, owner, repo, number] = match ?? [];
  return owner && repo ? { owner, repo, number: Number(number) } : null;
}
