import type { WebhookReceiver } from '@syncline/engine';
import type { FastifyInstance } from 'fastify';

/** The largest body of any vendor (GitHub's 25 MB) and a little more, so that a larger one is answered by us. */
const HARD_BODY_LIMIT = 26 * 1024 * 1024;

/**
 * Webhooks in: raw bytes, proof, commit, 2xx. The body is never parsed here, whatever its content type:
 * the proof is over the bytes as they came.
 */
export function registerWebhookRoutes(app: FastifyInstance, receiver: WebhookReceiver): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: HARD_BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  );

  app.post<{ Params: { connection: string } }>(
    '/webhooks/:connection',
    { bodyLimit: HARD_BODY_LIMIT },
    async (request, reply) => {
      const connectionId = Number(request.params.connection);
      if (!Number.isInteger(connectionId) || connectionId < 1 || connectionId > 2_147_483_647)
        return reply.code(404).send({ title: 'Not found' });
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const result = await receiver.receive(connectionId, request.headers, body);
      switch (result.outcome) {
        case 'accepted':
          return reply.code(202).send({ delivery: result.deliveryId, repeated: result.repeated });
        // One answer for a wrong proof and for a connection that is not there: neither is to be found out by asking.
        case 'rejected':
        case 'unknown_connection':
          return reply.code(401).send({ title: 'Not accepted' });
        case 'too_large':
          return reply.code(413).send({ title: `The body is larger than ${result.maxBytes} bytes` });
        default:
          return result satisfies never;
      }
    },
  );
}
