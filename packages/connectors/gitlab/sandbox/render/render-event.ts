import type { Instance } from '../model/instance.ts';
import type { SandboxPlace, SandboxUser, WorkType } from '../model/records.ts';

export const TYPE_NAMES: Readonly<Record<WorkType, string>> = {
  issue: 'Issue',
  incident: 'Incident',
  test_case: 'Test Case',
  task: 'Task',
  objective: 'Objective',
  key_result: 'Key Result',
};

/** As GitLab shows it: milliseconds, cut off. */
export function time(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

export function userOfEvent({ id, name, username }: SandboxUser) {
  return { id, name, username, avatar_url: null, email: '[REDACTED]' };
}

export function projectOfEvent(instance: Instance, { id, name, path }: SandboxPlace) {
  return {
    id,
    name,
    path_with_namespace: path,
    namespace: path.split('/').slice(0, -1).join('/'),
    web_url: `${instance.url}/${path}`,
    default_branch: 'main',
    visibility_level: 0,
  };
}
