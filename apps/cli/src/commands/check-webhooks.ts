import type { z } from 'zod';
import type { ConnectionDocument } from '../api/documents.ts';
import { triggeredDocument, webhookDocument } from '../api/webhook-documents.ts';
import { toCliError } from '../cli-error.ts';
import type { doctorDocument } from '../published-schemas.ts';
import type { Shell } from '../shell.ts';
import { ARRIVAL_LIMIT_MS, arrivedSince, newestDelivery } from './await-delivery.ts';

type Check = z.output<typeof doctorDocument>['checks'][number];

/** Whether connections hear of changes; `hasPings`: by having the vendors that can send something now. */
export async function checkWebhooks(
  shell: Shell,
  connections: readonly ConnectionDocument[],
  hasPings: boolean,
): Promise<Check[]> {
  const checks = await Promise.all(connections.map((connection) => checkOne(shell, connection, hasPings)));
  return checks.filter((check) => check !== null);
}

async function checkOne(
  shell: Shell,
  { id, name, webhookSilence: silence }: ConnectionDocument,
  hasPings: boolean,
): Promise<Check | null> {
  const label = `webhooks of ${name}`;
  const state = await shell.client.get(`/api/v1/connections/${id}/webhooks`, webhookDocument);
  if (state.way === 'none') return null;
  if (state.subscriptions.length === 0)
    return state.lastDeliveryAt === null
      ? {
          name: label,
          result: 'warn',
          detail: 'none is subscribed; it is polled',
          hint:
            state.way === 'registered'
              ? `"syncline webhooks register ${name} --ingress …" has changes arrive at once.`
              : 'Enter them in the settings of the vendor: changes arrive at once then.',
        }
      : {
          name: label,
          result: 'ok',
          detail: `entered at the vendor, last delivery ${state.lastDeliveryAt}`,
          hint: null,
        };
  const { offers, lastDeliveryAt, address } = state;
  const standing = `${state.subscriptions.length} subscribed, last delivery ${lastDeliveryAt ?? 'never'}`;
  const canAsk = hasPings && offers.includes('ping');
  if (!canAsk && silence !== null)
    return {
      name: label,
      result: 'warn',
      detail: `${standing}; silent since ${silence.since}: polls found ${silence.missed} changed records that none told of`,
      hint: 'docs/runbooks/webhooks-silent.md says what to do.',
    };
  if (!canAsk) return { name: label, result: 'ok', detail: standing, hint: null };
  try {
    const before = await newestDelivery(shell, id);
    await shell.client.post(
      `/api/v1/connections/${id}/webhooks/trigger`,
      triggeredDocument.omit({ arrived: true }),
      {},
    );
    const arrived = await arrivedSince(shell, id, before);
    return arrived.length > 0
      ? { name: label, result: 'ok', detail: `the vendor was asked for a ping, and ${arrived.at(-1)} came`, hint: null }
      : {
          name: label,
          result: 'fail',
          detail: `the vendor was asked for a ping, and nothing arrived within ${ARRIVAL_LIMIT_MS / 1_000} s`,
          hint: `Can the vendor reach ${address ?? 'the ingress'}? Its own page of webhooks says what it was answered.`,
        };
  } catch (thrown) {
    const { message, hint } = toCliError(thrown);
    return { name: label, result: 'fail', detail: message, hint };
  }
}
