import type { ChangeHint } from '@syncline/connector-sdk';
import type { GitHubSettings } from './settings.ts';

/**
 * Whether a delivery's hint is about something that the settings name: an organisation's hook tells of
 * all its repositories and projects, wanted or not.
 */
export function coversHint(settings: GitHubSettings, hint: ChangeHint): boolean {
  if (hint.stream === 'projects' || hint.stream === 'project_items') return settings.projects !== false;
  const repository = repositoryOf(hint);
  if (repository === null || settings.repositories === undefined) return true;
  const wanted = settings.repositories.map((name) =>
    (name.includes('/') ? name : `${settings.owner}/${name}`).toLowerCase(),
  );
  return wanted.includes(repository.toLowerCase());
}

/** `owner/name` of the repository that a hint is about; null for what belongs to none. */
function repositoryOf(hint: ChangeHint): string | null {
  if (hint.stream === 'repositories') return hint.locator;
  return /^\d+:([^/:]+\/[^/:]+)$/.exec(hint.scope)?.[1] ?? null;
}
