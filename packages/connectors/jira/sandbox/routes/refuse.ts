import type { FastifyReply } from 'fastify';

/** An error as Jira words it. */
export function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ errorMessages: [message], errors: {} });
}
