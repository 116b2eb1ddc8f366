import { createHmac, timingSafeEqual } from 'node:crypto';
import Fastify from 'fastify';

// The raw limit of an ingress: bytes in, HMAC, 202. Nothing is kept.
const [port = '0', secret = ''] = process.argv.slice(2);
const app = Fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post('/webhooks/:connection', async (request, reply) => {
  const given = Buffer.from(String(request.headers['x-hub-signature-256']));
  const wanted = Buffer.from(
    `sha256=${createHmac('sha256', secret)
      .update(request.body as Buffer)
      .digest('hex')}`,
  );
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    return reply.code(401).send({ title: 'Not accepted' });
  return reply.code(202).send({ delivery: request.headers['x-github-delivery'], repeated: false });
});
await app.listen({ port: Number(port), host: '127.0.0.1' });
process.stdout.write('Started\n');
process.once('SIGTERM', () => process.exit());
