import { type Projected, timeOf } from './projected.ts';

/** A repository at one connection. */
export interface RepositoryPlace {
  readonly path: string;
  readonly entityId: string;
  readonly connectionId: number;
  readonly connection: string;
  readonly connector: string;
  readonly health: string;
  readonly url: string | null;
  readonly scope: string;
}

/** What is open about its records there. */
export interface Trouble {
  readonly path: string;
  readonly connectionId: number;
  readonly conflicts: number;
  readonly failures: number;
  readonly waitingSince: Date | null;
}

/** A stream that a sync config names. */
export interface Member {
  readonly configName: string;
  readonly isEnabled: boolean;
  readonly kind: string;
  readonly connectionId: number;
  readonly stream: string;
  readonly direction: string;
  readonly scopes: readonly string[] | null;
}

export type Light = 'green' | 'yellow' | 'red';

interface Reason {
  readonly light: Exclude<Light, 'green'>;
  readonly code: 'connection' | 'failures' | 'conflicts' | 'lag';
  readonly connection: string;
  readonly message: string;
}

/** How long a change may wait before the light changes, in ms. */
const LATE_MS = 30_000;
const VERY_LATE_MS = 300_000;

/** `repos/{owner}/{repo}/status` and `/config` of every repository that any connection reads. */
export function projectRepositories(
  places: readonly RepositoryPlace[],
  troubles: readonly Trouble[],
  members: readonly Member[],
  now: Date,
): Projected[] {
  const troubleAt = new Map(troubles.map((trouble) => [`${trouble.connectionId} ${trouble.path}`, trouble]));
  return [...Map.groupBy(places, (place) => place.path)].flatMap(([path, group]) => [
    { key: `repos/${path}/status`, subject: null, content: statusOf(path, group, troubleAt, now) },
    { key: `repos/${path}/config`, subject: null, content: configOf(path, group, members) },
  ]);
}

function statusOf(
  path: string,
  places: readonly RepositoryPlace[],
  troubleAt: ReadonlyMap<string, Trouble>,
  now: Date,
): Projected['content'] {
  const judged = places.map((place) => judge(place, troubleAt.get(`${place.connectionId} ${path}`), now));
  const reasons = judged.flatMap((each) => each.reasons);
  const late = judged.flatMap((each) => each.waitingSince ?? []).sort((a, b) => a.getTime() - b.getTime());
  return {
    repository: path,
    light: lightOf(reasons),
    reasons,
    open_conflicts: judged.reduce((sum, each) => sum + each.conflicts, 0),
    open_failures: judged.reduce((sum, each) => sum + each.failures, 0),
    // Only what is late: what waits for a moment would have the value written anew all the time.
    waiting_since: timeOf(late[0] ?? null),
  };
}

function judge(
  { connection, health }: RepositoryPlace,
  trouble: Trouble | undefined,
  now: Date,
): { reasons: Reason[]; conflicts: number; failures: number; waitingSince: Date | null } {
  const { conflicts = 0, failures = 0, waitingSince = null } = trouble ?? {};
  const waitedMs = waitingSince === null ? 0 : now.getTime() - waitingSince.getTime();
  const reasons: Reason[] = [];
  if (health !== 'ok')
    reasons.push({ light: 'red', code: 'connection', connection, message: `The connection is ${health}` });
  if (failures > 0) reasons.push({ light: 'red', code: 'failures', connection, message: `Open failures: ${failures}` });
  if (conflicts > 0)
    reasons.push({ light: 'yellow', code: 'conflicts', connection, message: `Open conflicts: ${conflicts}` });
  if (waitedMs > LATE_MS)
    reasons.push({
      light: waitedMs > VERY_LATE_MS ? 'red' : 'yellow',
      code: 'lag',
      connection,
      message: `A change waits for more than ${waitedMs > VERY_LATE_MS ? '5 minutes' : '30 seconds'}`,
    });
  return { reasons, conflicts, failures, waitingSince: waitedMs > LATE_MS ? waitingSince : null };
}

/** The worst that there is a reason for. */
function lightOf(reasons: readonly { readonly light: Light }[]): Light {
  return (['red', 'yellow'] as const).find((light) => reasons.some((reason) => reason.light === light)) ?? 'green';
}

function configOf(path: string, places: readonly RepositoryPlace[], members: readonly Member[]): Projected['content'] {
  return {
    repository: path,
    connections: places.map(({ connection, connector, entityId, url, connectionId, scope }) => ({
      connection,
      connector,
      project_id: entityId,
      url,
      streams: members
        .filter((member) => member.connectionId === connectionId && isAbout(member, scope, path))
        .map(({ configName, isEnabled, kind, stream, direction }) => ({
          sync_config: configName,
          enabled: isEnabled,
          stream,
          kind,
          direction,
        })),
    })),
  };
}

function isAbout({ scopes }: Member, scope: string, path: string): boolean {
  return scopes === null || scopes.some((each) => each === scope || each === path || each.endsWith(`:${path}`));
}
