import type { ChangeHint } from '@syncline/connector-sdk';
import type { GitHubSettings } from './settings.ts';

/**
 * Whether a delivery's hint is about something that the settings name: an organisation's hook tells of
 * all its repositories and projects, wanted or not.
 */
export function coversHint(settings: GitHubSettings, hint: ChangeHint): boolean {
  if (hint.stream === 'projects' || hint.stream === 'project_items') return coversProject(settings, hint.locator);
  const repository = repositoryOf(hint);
  if (repository === null || settings.repositories === undefined) return true;
  const wanted = settings.repositories.map((name) =>
    (name.includes('/') ? name : `${settings.owner}/${name}`).toLowerCase(),
  );
  return wanted.includes(repository.toLowerCase());
}

/** A project known by its node id alone is left to the read of its item, which looks up the number. */
function coversProject({ projects = true }: GitHubSettings, locator: string | null): boolean {
  if (typeof projects === 'boolean') return projects;
  const number = /\/projectsV2\/(\d+)(?:\/|$)/.exec(locator ?? '')?.[1];
  return number === undefined || projects.includes(Number(number));
}

/** `owner/name` of the repository that a hint is about; null for what belongs to none. */
function repositoryOf(hint: ChangeHint): string | null {
  if (hint.stream === 'repositories') return hint.locator;
  return /^\d+:([^/:]+\/[^/:]+)$/.exec(hint.scope)?.[1] ?? null;
}
