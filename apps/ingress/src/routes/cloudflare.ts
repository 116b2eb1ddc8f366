import { createHash, timingSafeEqual } from 'node:crypto';
import { type EngineContext, noteNotification, refuseJsonShape } from '@syncline/engine';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { distinctHeaders } from '../distinct-headers.ts';

const MAX_BODY_BYTES = 64 * 1024;
const short = z.string().max(500).optional();

/** As Cloudflare documents it: https://developers.cloudflare.com/notifications/get-started/configure-webhooks/ */
const notification = z.object({
  name: short,
  text: z.string().optional(),
  alert_type: short,
  alert_event: short,
  account_id: short,
  policy_id: short,
  alert_correlation_id: short,
});

export interface CloudflareOptions {
  /** What Cloudflare was told to send as `cf-webhook-auth`; null: nothing is accepted. */
  readonly secret: string | null;
  /** In whose audit its notifications are. */
  readonly workspaceId: number;
}

/** Notifications of the Cloudflare account in front of us: proven by the shared secret, kept in the inbox and the audit. */
export function registerCloudflareRoute(
  app: FastifyInstance,
  ctx: EngineContext,
  { secret, workspaceId }: CloudflareOptions,
): void {
  app.post('/api/webhooks/cloudflare', {
    bodyLimit: MAX_BODY_BYTES,
    onRequest: async (request, reply) => {
      const given = distinctHeaders(request.raw)['cf-webhook-auth'];
      if (secret !== null && typeof given === 'string' && isSame(given, secret)) return;
      ctx.metrics.webhooks.inc({ connector: 'cloudflare', outcome: 'rejected' });
      return reply.code(401).send({ title: 'Not accepted' });
    },
    handler: async (request, reply) => {
      const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const body = notification.safeParse(refuseJsonShape(rawBody) === null ? parse(rawBody) : null);
      if (!body.success) return reply.code(400).send({ title: 'Not a notification of Cloudflare' });
      const { text = '', name, ...rest } = body.data;
      const isNew = await noteNotification(ctx, workspaceId, {
        from: 'cloudflare',
        subject: name ?? rest.alert_type ?? 'test',
        text: text.replaceAll('\0', '').slice(0, 2_000),
        details: Object.fromEntries(Object.entries(rest).filter((entry): entry is [string, string] => !!entry[1])),
        rawBody,
      });
      ctx.metrics.webhooks.inc({ connector: 'cloudflare', outcome: isNew ? 'accepted' : 'repeated' });
      return reply.code(202).send({ repeated: !isNew });
    },
  });
}

function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}
