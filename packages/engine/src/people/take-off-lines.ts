import { enabledSyncConfigs, findConfigResource, type PersonRecordRow, type SyncConfigRow } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { changeSyncConfig } from '../sync/change-sync-config.ts';
import { parseSettings } from '../sync/compile-plan.ts';
import type { ActedBy } from '../sync/item-action.ts';
import { type Line, lineOfBoth, withoutPerson } from './person-line.ts';

const PEOPLE = '/settings/people';

/** No line of any config in force has the user beside these others any longer. Null when that is so; else why it can't be. */
export async function takeOffLines(
  ctx: EngineContext,
  record: PersonRecordRow,
  others: readonly PersonRecordRow[],
  by: ActedBy,
): Promise<string | null> {
  const configs = (await enabledSyncConfigs(ctx.store, by.workspaceId)).flatMap((config) => {
    const { people } = parseSettings(config);
    const kept = withoutPerson(people, record, others);
    return kept === people ? [] : [{ config, kept }];
  });
  for (const { config } of configs) {
    const refused = await saidByFile(ctx, config, record, others);
    if (refused !== null) return refused;
  }
  for (const { config, kept } of configs) {
    const outcome = await changeSyncConfig(ctx, {
      workspaceId: by.workspaceId,
      id: config.id,
      expectedVersion: config.version,
      values: { settings: { ...(config.settings as object), people: kept } },
      actor: by.actor,
      ...(by.why === null ? {} : { why: by.why }),
    });
    if (outcome.outcome !== 'saved') return `Sync config ${config.name} was changed meanwhile. Try again.`;
  }
  return null;
}

/** What a file says comes back with its next apply: it is mended there. */
async function saidByFile(
  ctx: EngineContext,
  config: SyncConfigRow,
  record: PersonRecordRow,
  others: readonly PersonRecordRow[],
): Promise<string | null> {
  const resource = await findConfigResource(ctx.store, config.workspaceId, 'sync_config', config.name);
  const said = resource?.applied?.[PEOPLE];
  // Where a person has let the API's table stand, the file's counts no more.
  if (!Array.isArray(said) || PEOPLE in (resource?.kept ?? {})) return null;
  const index = lineOfBoth(said as readonly Line[], record, others);
  if (index < 0) return null;
  const { place } = (resource?.origins[PEOPLE] ?? {}) as { readonly place?: string };
  const line = said[index] as Line;
  const called = `${record.connectionName}: ${line[record.connectionName]}`;
  return (
    `The configuration file says that they are one person: line ${index + 1} of the people of sync config ${config.name} ` +
    `(${place ?? `sync_configs.${config.name}.settings.people`}) has ${JSON.stringify(line)}. ` +
    `Take "${called}" out of that line, apply the file, and take them apart then.`
  );
}
