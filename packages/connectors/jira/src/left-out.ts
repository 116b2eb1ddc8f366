import type { JiraClient } from './client.ts';

/** Says so when the settings leave a project out; null when it takes part, or is not shown. */
export function leftOutProject(client: JiraClient, key: unknown): string | null {
  const { projects } = client.settings;
  if (projects === undefined || typeof key !== 'string' || projects.includes(key)) return null;
  return `project ${key} is not among those of the connection`;
}
