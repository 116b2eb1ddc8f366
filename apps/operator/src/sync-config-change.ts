import { SynclineError } from '@syncline/core';
import { type ConfigOutcome, settingsProblems } from '@syncline/engine';
import { findLiteralSecret, isSecretReference } from '@syncline/engine/configuration';
import type { SyncConfigValues } from '@syncline/store';
import type { z } from 'zod';
import { notFound, Problem } from './problem.ts';
import type { syncConfigChangeSchema } from './schemas/sync-config.ts';
import { stale } from './versioned.ts';

/** What a request says a sync config is to be; what it does not say is absent. */
export function configValues(body: z.output<typeof syncConfigChangeSchema>): Partial<SyncConfigValues> {
  const values: { -readonly [Key in keyof SyncConfigValues]: SyncConfigValues[Key] | undefined } = {
    name: body.name,
    platform: body.platform,
    enabled: body.enabled,
    syncInterval: body.sync_interval,
    batchFallbackEnabled: body.batch_fallback_enabled,
    batchSize: body.batch_size,
    twoWayCreate: body.two_way_create,
    webhookEnabled: body.webhook_enabled,
    secretReference: body.secret_reference,
    settings: body.settings,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Never quotes what it refuses: the answer would be a place where the secret is. */
export function refuseSecrets(body: z.output<typeof syncConfigChangeSchema>): void {
  const reference = body.secret_reference;
  const field =
    reference !== undefined && reference !== null && !isSecretReference(reference)
      ? 'secret_reference'
      : findLiteralSecret(body);
  if (field === null) return;
  const message = 'is a secret itself; write where it is instead: env:NAME or file:/path';
  throw unprocessable('literal-secret', `${field} ${message}.`, [{ field, message }]);
}

export function refuseSettings(settings: unknown): void {
  const problems = settings === undefined ? [] : settingsProblems(settings);
  if (problems.length === 0) return;
  const errors = problems.map(({ field, message }) => ({ field: placeIn(field), message }));
  const detail = errors.map((error) => `${error.field}: ${error.message}`).join('; ');
  throw unprocessable('invalid-settings', detail, errors);
}

/** What only the whole plan shows: no such connection, stream or field, or two configs that contradict each other. */
export function asUnprocessable(error: unknown): never {
  if (!(error instanceof SynclineError) || error.code !== 'sync_config') throw error;
  const message = error.message.replace(/^Sync config .*?: /, '');
  throw unprocessable('invalid-settings', error.message, [{ field: placeIn(error.field ?? ''), message }]);
}

function placeIn(field: string): string {
  return field === '' ? 'settings' : `settings.${field}`;
}

function unprocessable(code: string, detail: string, errors: { field: string; message: string }[]): Problem {
  return new Problem({ status: 422, code, title: 'The sync config is not right', detail, errors });
}

export function configRefusal(
  outcome: Exclude<ConfigOutcome, { outcome: 'saved' }>,
  id: number,
  name: string,
): Problem {
  switch (outcome.outcome) {
    case 'not_found':
      return notFound('sync config', id);
    case 'stale':
      return stale(outcome.version);
    case 'name_taken':
      return new Problem({
        status: 409,
        code: 'name-taken',
        title: 'The name is taken',
        detail: `There is a sync config ${name} already; change that one, or choose another name.`,
      });
    default:
      return outcome satisfies never;
  }
}
