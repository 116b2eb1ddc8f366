import type { Admission, WebhookReceiver } from '@syncline/engine';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createBodyReader, type HeldBody } from '../bodies/body-reader.ts';
import { distinctHeaders } from '../distinct-headers.ts';

/** The largest body of any vendor (GitHub's 25 MB) and a little more, so that a larger one is answered by us. */
const HARD_BODY_LIMIT = 26 * 1024 * 1024;

type Admitted = Extract<Admission, { outcome: 'admitted' }>;

declare module 'fastify' {
  interface FastifyRequest {
    /** What its address and headers have earned; null until they were looked at. */
    admitted: Admitted | null;
    /** Its body, once it was read. */
    held: HeldBody | null;
  }
}

/**
 * Webhooks in: headers, raw bytes, proof, commit, 2xx. The body is never parsed here, whatever its content type:
 * the proof is over the bytes as they came. One that its headers condemn is answered at once and never buffered.
 */
export function registerWebhookRoutes(app: FastifyInstance, receiver: WebhookReceiver): void {
  app.removeAllContentTypeParsers();
  const reader = createBodyReader();
  app.addContentTypeParser('*', async (request: FastifyRequest) => {
    const { maxBodyBytes = request.routeOptions.bodyLimit ?? HARD_BODY_LIMIT } = request.admitted ?? {};
    request.held = await reader.read(request.raw, maxBodyBytes);
    return request.held.bytes;
  });
  app.decorateRequest('admitted', null);
  app.decorateRequest('held', null);
  app.addHook('onSend', async (request) => request.held?.release());
  // No vendor compresses, and nothing here ever unpacks: the proof is over the bytes as they came.
  app.addHook('preParsing', async (request, reply) => {
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity')
      return reply.code(415).header('accept-encoding', 'identity').send({ title: 'Send the body as it is' });
    return undefined;
  });

  // Trello asks whether anybody is there before it registers an address.
  app.head<{ Params: { connection: string } }>('/webhooks/:connection', async (request, reply) => {
    const connectionId = connectionIdOf(request.params.connection);
    if (connectionId === null || !(await receiver.knows(connectionId))) return reply.code(404).send();
    return reply.code(200).send();
  });

  app.post<{ Params: { connection: string } }>('/webhooks/:connection', {
    bodyLimit: HARD_BODY_LIMIT,
    onRequest: async (request, reply) => {
      const connectionId = connectionIdOf(request.params.connection);
      if (connectionId === null) return notFound(reply);
      return admit(
        request,
        reply,
        await receiver.admit(connectionId, distinctHeaders(request.raw), addressKeyOf(request)),
      );
    },
    handler: receive,
  });
  // Addresses to be typed in by hand: the proof says which connection it is.
  for (const connector of ['github', 'salesforce'])
    app.post(`/api/webhooks/${connector}`, {
      bodyLimit: HARD_BODY_LIMIT,
      onRequest: async (request, reply) =>
        admit(
          request,
          reply,
          await receiver.admitByProof(connector, distinctHeaders(request.raw), addressKeyOf(request)),
        ),
      handler: receive,
    });
}

function admit(request: FastifyRequest, reply: FastifyReply, admission: Admission): FastifyReply | undefined {
  switch (admission.outcome) {
    case 'admitted':
      request.admitted = admission;
      return undefined;
    case 'unknown_connection':
      return notFound(reply);
    default:
      return refuse(reply, admission);
  }
}

async function receive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const result = (await request.admitted?.receive(body)) ?? ({ outcome: 'rejected', reason: 'not admitted' } as const);
  if (result.outcome !== 'accepted') return refuse(reply, result);
  const { acknowledgement } = result;
  if (acknowledgement !== null) return reply.type(acknowledgement.contentType).send(acknowledgement.body);
  return reply.code(202).send({ delivery: result.deliveryId, repeated: result.repeated });
}

/** `?key=`, once; null for none. Addresses are not logged. */
function addressKeyOf(request: FastifyRequest): string | null {
  const { key } = request.query as { readonly key?: unknown };
  return typeof key === 'string' ? key : null;
}

/** A number that a connection can have; null for anything else. */
function connectionIdOf(text: string): number | null {
  const id = Number(text);
  return Number.isInteger(id) && id >= 1 && id <= 2_147_483_647 ? id : null;
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ title: 'Not found' });
}

/** Which part of a proof failed is not told to whoever tries. */
function refuse(
  reply: FastifyReply,
  refusal: Exclude<Admission, { outcome: 'admitted' | 'unknown_connection' }>,
): FastifyReply {
  if (refusal.outcome === 'unreadable') return reply.code(400).send({ title: refusal.reason });
  if (refusal.outcome === 'too_large')
    return reply.code(413).send({ title: `The body is larger than ${refusal.maxBytes} bytes` });
  return reply.code(401).send({ title: 'Not accepted' });
}
