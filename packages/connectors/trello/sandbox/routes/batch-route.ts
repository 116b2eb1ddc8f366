import type { FastifyInstance } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import { queryOf } from './reading.ts';

/** Up to ten reads with one call; each is answered by its status. */
export function batchRoute(app: FastifyInstance): void {
  app.get('/1/batch', async (request, reply) => {
    const urls = (queryOf(request)['urls'] ?? '').split(',').filter(Boolean);
    if (urls.length === 0 || urls.length > 10) throw new Refusal(400, 'invalid value for urls');
    const { authorization = '' } = request.headers;
    const answers = [];
    for (const url of urls) {
      const answer = await app.inject({ method: 'GET', url: `/1${url}`, headers: { authorization } });
      const { statusCode: status, body } = answer;
      answers.push(status === 200 ? { 200: JSON.parse(body) as unknown } : { message: body, statusCode: status });
    }
    return reply.send(answers);
  });
}
