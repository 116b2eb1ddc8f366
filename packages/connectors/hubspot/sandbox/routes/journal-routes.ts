import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { ChangeJournal, JournalEntry, JournalSubscription } from '../journal/change-journal.ts';
import type { Portal } from '../model/portal.ts';

const JOURNAL = '/webhooks-journal/journal-local/2026-03';
const SUBSCRIPTIONS = '/webhooks-journal/subscriptions/2026-03';
/** How long the address of a file stands. */
const ADDRESS_MS = 300_000;

/** The webhooks journal of an app, as https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide has it. */
export function journalRoutes(app: FastifyInstance, { settings }: Portal, journal: ChangeJournal): void {
  const signatureOf = (offset: string, expiresAt: number) =>
    createHmac('sha256', settings.clientSecret).update(`${offset}${expiresAt}`).digest('hex');

  const show = (request: FastifyRequest, reply: FastifyReply, entry: JournalEntry | undefined) => {
    const { installPortalId } = request.query as { installPortalId?: string };
    if (installPortalId !== String(settings.portalId))
      throw new Refusal(403, 'MISSING_SCOPES', `The app is not installed in ${installPortalId}`);
    if (entry === undefined) return reply.code(204).send();
    const isLapsed = journal.lapsedAddresses > 0;
    if (isLapsed) journal.lapsedAddresses -= 1;
    const expiresAt = settings.now().getTime() + (isLapsed ? -1 : ADDRESS_MS);
    const address = `http://${request.headers.host}/journal-files/${entry.offset}?until=${expiresAt}`;
    return reply.send({
      url: `${address}&signature=${signatureOf(entry.offset, expiresAt)}`,
      expiresAt: new Date(expiresAt).toISOString(),
      currentOffset: entry.offset,
    });
  };

  app.get(`${JOURNAL}/earliest`, (request, reply) => show(request, reply, journal.earliest()));
  app.get(`${JOURNAL}/latest`, (request, reply) => show(request, reply, journal.latest()));
  app.get<{ Params: { offset: string } }>(`${JOURNAL}/offset/:offset/next`, (request, reply) => {
    const entry = journal.after(request.params.offset);
    if (entry === null) throw new Refusal(404, 'OBJECT_NOT_FOUND', 'The offset has expired or does not exist');
    return show(request, reply, entry);
  });
  // As a cloud's storage answers: no JSON where it refuses.
  app.get<{ Params: { offset: string }; Querystring: { until: string; signature: string } }>(
    '/journal-files/:offset',
    (request, reply) => {
      const { until, signature } = request.query;
      const { offset } = request.params;
      const isGood = signature === signatureOf(offset, Number(until)) && Number(until) > settings.now().getTime();
      const file = journal.entry(offset);
      if (request.headers.authorization !== undefined || !isGood || file === undefined)
        return reply.code(403).type('application/xml').send('<Error><Code>AccessDenied</Code></Error>');
      return reply.send(file);
    },
  );

  app.get(SUBSCRIPTIONS, (_request, reply) => reply.send({ results: [...journal.subscriptions.values()] }));
  app.post(SUBSCRIPTIONS, (request, reply) => {
    const wanted = request.body as Omit<JournalSubscription, 'id' | 'appId' | 'createdAt' | 'updatedAt'>;
    if (wanted.portalId !== settings.portalId || !wanted.objectTypeId || !(wanted.actions?.length > 0))
      throw new Refusal(400, 'VALIDATION_ERROR', 'A subscription names its account, its object and its actions');
    const at = settings.now().toISOString();
    // An upsert: there is one for an object and a type.
    const known = [...journal.subscriptions.values()].find(
      (one) => one.objectTypeId === wanted.objectTypeId && one.subscriptionType === wanted.subscriptionType,
    );
    const { id, createdAt } = known ?? { id: journal.nextId(), createdAt: at };
    const subscription = { ...wanted, id, appId: settings.appId, createdAt, updatedAt: at };
    journal.subscriptions.set(id, subscription);
    return reply.send(subscription);
  });
  app.delete<{ Params: { id: string } }>(`${SUBSCRIPTIONS}/:id`, (request, reply) => {
    journal.subscriptions.delete(Number(request.params.id));
    return reply.code(204).send();
  });
}
