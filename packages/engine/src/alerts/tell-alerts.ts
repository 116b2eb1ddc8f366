import { backoffDelayMs } from '@syncline/core';
import { type AlertMessageRow, claimAlertMessages, deferAlertMessage, finishAlertMessage } from '@syncline/store';
import type { AlertRouteSettings } from '../configuration/alert-schema.ts';
import { isSecretReference } from '../configuration/literal-secrets.ts';
import type { EngineContext } from '../context.ts';
import { type AlertContent, slackBody, standardWebhookHeaders, webhookBody } from './alert-content.ts';
import { readAlertSettings } from './alert-settings.ts';

const TIMEOUT_MS = 10_000;
/** Longer than a try of every message that was taken with it can last. */
const LEASE_MS = 120_000;
const AT_ONCE = 10;
/** What nobody could be told for so long is given up: the alert itself stays where it can be read. */
const PATIENCE_MS = 24 * 3_600_000;
const backoff = { baseMs: 5_000, capMs: 600_000 };
/** How long a run waits for what it began; what takes longer goes on beside the next one. */
const LINGER_MS = 500;

/**
 * Tells of alerts whoever is to be told. Each destination has its own line: one that is down, or slow, holds up no
 * other. A message that was sent and not answered is sent again, under the same id.
 */
export function createAlertTeller(ctx: EngineContext): () => Promise<void> {
  const busy = new Map<string, Promise<void>>();
  return async () => {
    const messages = await claimAlertMessages(ctx.store, {
      leaseMs: LEASE_MS,
      limit: AT_ONCE,
      without: [...busy.keys()],
    });
    const lines = Map.groupBy(messages, ({ workspaceId, route }) => `${workspaceId} ${route}`);
    for (const [line, own] of lines) {
      const telling = tellLine(ctx, own)
        .catch((error: unknown) => ctx.logger.warn({ err: error }, 'alerts could not be told'))
        .finally(() => busy.delete(line));
      busy.set(line, telling);
    }
    await Promise.race([Promise.all(busy.values()), new Promise((resolve) => setTimeout(resolve, LINGER_MS))]);
  };
}

async function tellLine(ctx: EngineContext, messages: readonly AlertMessageRow[]): Promise<void> {
  for (const message of messages) await tell(ctx, message);
}

async function tell(ctx: EngineContext, message: AlertMessageRow): Promise<void> {
  const { routes } = await readAlertSettings(ctx.store, message.workspaceId);
  const route = routes.get(message.route);
  if (!route || route.enabled === false)
    return finishAlertMessage(ctx.store, message.id, {
      state: 'given_up',
      error: 'The route is configured no longer.',
    });
  try {
    await send(ctx, message, route);
    await finishAlertMessage(ctx.store, message.id, { state: 'done', error: null });
  } catch (error) {
    const reason = reasonOf(error);
    ctx.logger.warn(
      { alertId: message.alertId, route: message.route, attempt: message.attempts, reason },
      'a destination could not be told of an alert',
    );
    await deferAlertMessage(ctx.store, message.id, {
      delayMs: backoff.baseMs / 2 + backoffDelayMs(message.attempts, backoff),
      error: reason,
      patienceMs: PATIENCE_MS,
    });
  }
}

async function send(ctx: EngineContext, message: AlertMessageRow, route: AlertRouteSettings): Promise<void> {
  const content = message.content as unknown as AlertContent;
  switch (route.kind) {
    case 'log': {
      const level = content.state === 'resolved' || content.severity === 'info' ? 'info' : 'warn';
      ctx.logger[level]({ alert: content }, `alert ${content.state}: ${content.summary}`);
      return;
    }
    case 'slack':
      return post(ctx, route, slackBody(content), {});
    case 'webhook': {
      const body = webhookBody(content);
      const secret = route.secret === undefined ? null : ctx.resolveSecret(route.secret);
      const id = `alert_${message.alertId}_${message.kind}`;
      return post(ctx, route, body, standardWebhookHeaders(id, ctx.clock.now(), body, secret));
    }
    default:
      route.kind satisfies never;
  }
}

/** Through the transport of vendors: it reaches no address that the configuration does not allow, and follows no redirect. */
async function post(
  ctx: EngineContext,
  { url = '' }: AlertRouteSettings,
  body: string,
  headers: Record<string, string>,
): Promise<void> {
  const address = isSecretReference(url) ? ctx.resolveSecret(url) : url;
  const answer = await ctx
    .transport(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    .catch((error: unknown) => {
      throw new Error(reasonOf(error).replaceAll(address, 'the address'));
    });
  await answer.body?.cancel();
  if (answer.status < 200 || answer.status > 299) throw new Error(`The destination answered ${answer.status}.`);
}

/** With what lies beneath it; an address that is a secret is taken out by who knows it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
