import type { FastifyReply } from 'fastify';
import type { Refusal } from '../changes/refusal.ts';
import { sendJson } from './paging.ts';

/** An error as GitHub words it. */
export function refuse(
  reply: FastifyReply,
  status: number,
  message: string,
  documentationUrl = 'https://docs.github.com/rest',
  more: Readonly<Record<string, unknown>> = {},
): FastifyReply {
  return sendJson(
    reply,
    JSON.stringify({ message, ...more, documentation_url: documentationUrl, status: String(status) }),
    status,
  );
}

export function refuseWith(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return refuse(
    reply,
    refusal.status,
    refusal.message,
    undefined,
    refusal.errors.length === 0 ? {} : { errors: refusal.errors },
  );
}
