import type { FastifyReply } from 'fastify';
import type { Refusal } from '../changes/refusal.ts';

export function sendJson(reply: FastifyReply, body: unknown, status = 200): FastifyReply {
  return reply.code(status).type('application/json;charset=UTF-8').send(JSON.stringify(body));
}

/** An error as Salesforce words it. */
export function refuse(
  reply: FastifyReply,
  status: number,
  errorCode: string,
  message: string,
  fields: readonly string[] = [],
): FastifyReply {
  return sendJson(reply, [{ message, errorCode, ...(fields.length > 0 && { fields }) }], status);
}

export function refuseWith(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return refuse(reply, refusal.status, refusal.code, refusal.message, refusal.fields);
}
