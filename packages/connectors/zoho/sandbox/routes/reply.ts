import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '../changes/refusal.ts';

export function sendJson(reply: FastifyReply, body: unknown, status = 200): FastifyReply {
  return reply.code(status).type('application/json;charset=UTF-8').send(JSON.stringify(body));
}

export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return sendJson(reply, refusal.body(), refusal.status);
}

export function param(request: FastifyRequest, name: string): string {
  return (request.params as Readonly<Record<string, string>>)[name] ?? '';
}

export function queryOf(request: FastifyRequest): Readonly<Record<string, string | undefined>> {
  return (request.query ?? {}) as Record<string, string>;
}
