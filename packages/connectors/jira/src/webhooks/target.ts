import type { JiraSettings } from '../settings.ts';

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/** The JQL of the issues that a webhook is for: those of the settings' projects, or all. */
export function projectsFilter({ projects }: JiraSettings): string {
  return projects ? `project IN (${projects.join(', ')})` : '';
}
