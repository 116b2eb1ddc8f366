import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import type { z } from 'zod';
import { connectionPage } from '../api/documents.ts';
import { deliveryDocument, deliveryPage, triggeredDocument, webhookDocument } from '../api/webhook-documents.ts';
import { CliError } from '../cli-error.ts';
import { ARRIVAL_LIMIT_MS, arrivedSince, newestDelivery } from './await-delivery.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { findConnection } from './find-connection.ts';
import { limitOption, numberOf } from './list-options.ts';

export function addWebhooks(program: Command, kit: CommandKit): void {
  const group = program
    .command('webhooks')
    .description('how connections hear of changes: subscriptions and deliveries');
  withExamples(group, [
    'syncline webhooks',
    'syncline webhooks register github --ingress https://hooks.example.com',
    'syncline webhooks trigger github --wait',
    'syncline webhooks replay 1207',
  ]);
  addList(group, kit);
  addRegister(group, kit);
  addTrigger(group, kit);
  addDeliveries(group, kit);
  addReplay(group, kit);
}

function addList(group: Command, kit: CommandKit): void {
  const command = group
    .command('list', { isDefault: true })
    .description('what is subscribed at each connection, and when it was last heard of')
    .action(
      kit.handler(async (shell) => {
        const { items: connections } = await shell.client.get('/api/v1/connections', connectionPage, { limit: 200 });
        const items = await Promise.all(
          connections.map(async ({ id, name }) => ({
            connection: name,
            ...(await shell.client.get(`/api/v1/connections/${id}/webhooks`, webhookDocument)),
          })),
        );
        shell.print({
          json: { items },
          tables: [
            {
              columns: ['connection', 'subscriptions', 'address', 'lapses', 'last delivery', 'note'],
              rows: items.map((each) => [
                each.connection,
                each.subscriptions.length,
                each.address,
                each.subscriptions.flatMap(({ expiresAt }) => expiresAt ?? []).sort()[0] ?? null,
                each.lastDeliveryAt,
                noteOf(each),
              ]),
              empty: 'No connection yet.',
            },
          ],
        });
      }),
    );
  withExamples(command, ['syncline webhooks', 'syncline webhooks list --json']);
}

function noteOf({ way, subscriptions, hasSecret }: z.output<typeof webhookDocument>): string | null {
  if (way === 'none') return 'polled: the vendor sends none';
  if (!hasSecret) return 'no webhookSecret: deliveries are refused';
  if (way === 'typed_in') return 'entered by hand at the vendor';
  return subscriptions.length === 0 ? 'not registered: polled' : null;
}

function addRegister(group: Command, kit: CommandKit): void {
  const command = group
    .command('register')
    .description('subscribe at the vendor, or bring what is subscribed up to date')
    .argument('[connection]', 'name or id; may be left out when there is only one')
    .option('--ingress <url>', 'the ingress as the vendor reaches it; without it, as it was told before')
    .action(
      kit.handler<{ readonly ingress?: string }>(async (shell, args, { ingress }) => {
        const { id } = await findConnection(shell, args[0]);
        const body = ingress === undefined ? {} : { url: ingress };
        const state = await shell.client.post(`/api/v1/connections/${id}/webhooks`, webhookDocument, body);
        shell.print({
          json: state,
          tables: [
            {
              columns: ['subscription', 'where', 'lapses'],
              rows: state.subscriptions.map((each) => [each.id, each.scope, each.expiresAt]),
              empty: 'The vendor has nothing to subscribe to.',
            },
          ],
        });
        shell.say(`Deliveries go to ${state.address ?? 'nowhere'}.`);
      }),
    );
  withExamples(command, ['syncline webhooks register github --ingress https://hooks.example.com']);
}

interface TriggerOptions {
  readonly since?: string;
  readonly wait?: boolean;
}

function addTrigger(group: Command, kit: CommandKit): void {
  const command = group
    .command('trigger')
    .description('have the vendor send a ping, and again what it could not deliver')
    .argument('[connection]', 'name or id; may be left out when there is only one')
    .option('--since <time>', 'what failed since then is sent again; the last hour by default')
    .option(
      '--wait',
      `until something has arrived, ${ARRIVAL_LIMIT_MS / 1_000} s at most; exits with ${exitCode.findings} when nothing does`,
    )
    .action(
      kit.handler<TriggerOptions>(async (shell, args, { since, wait }) => {
        const { id } = await findConnection(shell, args[0]);
        const before = await newestDelivery(shell, id);
        const body = since === undefined ? {} : { since: instantOf(since) };
        const asked = await shell.client.post(
          `/api/v1/connections/${id}/webhooks/trigger`,
          triggeredDocument.omit({ arrived: true }),
          body,
        );
        const arrived = wait === true ? (await arrivedSince(shell, id, before)).length : null;
        shell.print({
          json: { ...asked, arrived },
          tables: [
            { columns: ['pinged', 'sent again', 'arrived'], rows: [[asked.pinged, asked.redelivered, arrived]] },
          ],
        });
        return arrived === 0 ? exitCode.findings : exitCode.ok;
      }),
    );
  withExamples(command, [
    'syncline webhooks trigger github --wait',
    'syncline webhooks trigger --since 2026-11-20T08:00Z',
  ]);
}

function addDeliveries(group: Command, kit: CommandKit): void {
  const command = group
    .command('deliveries')
    .description('what came, newest first')
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<{ readonly limit: string; readonly cursor?: string }>(async (shell, _args, { limit, cursor }) => {
        const page = await shell.client.get('/api/v1/inbox', deliveryPage, { limit: numberOf(limit), cursor });
        shell.print({
          json: page,
          tables: [
            {
              columns: ['id', 'connection', 'event', 'state', 'reason', 'hints', 'received'],
              rows: page.items.map((each) => [
                each.id,
                each.connectionName,
                each.event,
                each.state,
                each.reason,
                each.hints,
                each.receivedAt,
              ]),
              empty: 'Nothing has come yet.',
            },
          ],
        });
      }),
    );
  withExamples(command, ['syncline webhooks deliveries --limit 20']);
}

function addReplay(group: Command, kit: CommandKit): void {
  const command = group
    .command('replay')
    .description('understand a delivery once more; what it hints at is read anew')
    .argument('<delivery>', 'its number, as "webhooks deliveries" shows it')
    .action(
      kit.handler(async (shell, args) => {
        const number = encodeURIComponent(argument(args, 0));
        const delivery = await shell.client.post(`/api/v1/inbox/${number}/replay`, deliveryDocument);
        const columns = ['id', 'connection', 'event', 'state', 'received'];
        const { id, connectionName, event, state, receivedAt } = delivery;
        shell.print({ json: delivery, tables: [{ columns, rows: [[id, connectionName, event, state, receivedAt]] }] });
      }),
    );
  withExamples(command, ['syncline webhooks replay 1207']);
}

function instantOf(text: string): string {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time.toISOString();
  throw new CliError({
    code: 'usage',
    message: `--since is no time: ${text}`,
    hint: 'As in 2026-11-20T08:00Z.',
    exit: exitCode.usage,
  });
}
