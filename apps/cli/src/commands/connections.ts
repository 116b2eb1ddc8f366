import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import {
  type ConnectionDocument,
  connectionCheckDocument,
  connectionPage,
  describedFieldsDocument,
} from '../api/documents.ts';
import { formatDuration } from '../output/duration.ts';
import { paintWord } from '../output/palette.ts';
import { printable, type Rendering } from '../output/render.ts';
import type { Shell } from '../shell.ts';
import { addAuthorize } from './authorize.ts';
import { type CommandKit, withExamples } from './command-kit.ts';
import { findConnection } from './find-connection.ts';

export function addConnections(program: Command, kit: CommandKit): void {
  const group = program.command('connections').description('accounts at vendors, their health and quota');
  withExamples(group, ['syncline connections', 'syncline connections check github']);
  const list = group
    .command('list', { isDefault: true })
    .description('all connections')
    .action(
      kit.handler(async (shell) => {
        const page = await shell.client.get('/api/v1/connections', connectionPage, { limit: 200 });
        const rows = page.items.map((each) => [
          each.id,
          each.name,
          each.isStub ? `${each.connector} (no vendor)` : each.connector,
          each.health,
          quotaOf(each),
          each.streams.length,
          each.openItems,
          each.lastDeliveryAt,
        ]);
        show(shell, {
          json: page,
          tables: [
            {
              columns: ['id', 'name', 'connector', 'health', 'quota left', 'streams', 'open items', 'last delivery'],
              rows,
              empty: 'No connection yet.',
            },
          ],
        });
      }),
    );
  withExamples(list, ['syncline connections', 'syncline connections list --output csv']);
  const one = group
    .command('show')
    .description('one connection with its streams')
    .argument('[connection]', 'name or id; may be left out when there is only one')
    .action(kit.handler(async (shell, args) => show(shell, showConnection(await findConnection(shell, args[0])))));
  withExamples(one, ['syncline connections show github']);
  const fields = group
    .command('fields')
    .description("the account's own fields, as its schema describes them now")
    .argument('[connection]', 'name or id; may be left out when there is only one')
    .option('--stream <stream>', 'of this one alone; without it, of all that field maps name such fields of')
    .action(
      kit.handler<{ stream?: string }>(async (shell, args, { stream }) => {
        const connection = await findConnection(shell, args[0]);
        const path = `/api/v1/connections/${connection.id}/fields` as const;
        const answer = await shell.client.get(path, describedFieldsDocument, stream === undefined ? {} : { stream });
        show(shell, {
          json: answer,
          tables: [
            {
              columns: ['stream', 'field', 'name', 'type', 'options', 'writable', 'mapped to', 'drift'],
              rows: answer.items.map((each) => [
                each.stream,
                each.key,
                each.name,
                each.currency === null ? each.type : `${each.type} ${each.currency}`,
                each.options?.map(({ id, name }) => (id === name ? id : `${id} (${name})`)).join(', ') ?? null,
                each.writable ? 'yes' : 'no',
                each.mappedTo.join(', ') || null,
                each.drift,
              ]),
              empty: "No fields of the account's own.",
            },
          ],
        });
      }),
    );
  withExamples(fields, ['syncline connections fields salesforce --stream accounts']);
  const check = group
    .command('check')
    .description('ask the vendor who we are; a good answer makes a broken connection work again')
    .argument('[connection]', 'name or id; may be left out when there is only one')
    .action(
      kit.handler(async (shell, args) => {
        const connection = await findConnection(shell, args[0]);
        const result = await shell.client.post(`/api/v1/connections/${connection.id}/test`, connectionCheckDocument);
        const detail =
          result.outcome === 'ok'
            ? `signed in as ${result.account ?? 'unknown'}`
            : `${result.class ?? 'error'}: ${result.message ?? ''}`;
        show(shell, {
          json: result,
          tables: [{ columns: ['connection', 'health', 'detail'], rows: [[connection.name, result.outcome, detail]] }],
        });
        return result.outcome === 'ok' ? exitCode.ok : exitCode.findings;
      }),
    );
  addAuthorize(group, kit);
  withExamples(check, ['syncline connections check', 'syncline connections check github --json']);
}

function show(shell: Shell, rendering: Rendering): void {
  shell.print({ ...rendering, paint: (text, column) => (column === 'health' ? paintWord(shell.palette, text) : text) });
}

function quotaOf({ quota }: ConnectionDocument): string | null {
  if (quota === null) return null;
  if (quota.pausedUntil === null) return `${quota.remaining}/${quota.capacity}`;
  return `paused until ${quota.pausedUntil}${quota.pauseReason === null ? '' : ` (${quota.pauseReason})`}`;
}

function saySilence({ since, missed, streams }: NonNullable<ConnectionDocument['webhookSilence']>): string {
  return `webhooks are silent since ${since}: polls have found ${missed} changed records of ${streams.join(', ')} that none told of`;
}

function showConnection(connection: ConnectionDocument): Rendering {
  return {
    json: connection,
    lines: [
      `${connection.name} (${connection.connector}, ${connection.baseUrl}): ${connection.health}${connection.healthReason === null ? '' : `, ${connection.healthReason}`}`,
      ...(connection.isStub ? ['This is a stub: nothing of it is at any vendor.'] : []),
      `quota left ${quotaOf(connection) ?? 'unknown'}, ${connection.subscriptions} webhooks, last delivery ${connection.lastDeliveryAt ?? 'never'}, ${connection.openItems} open items`,
      ...(connection.webhookSilence === null ? [] : [saySilence(connection.webhookSilence)]),
    ].map(printable),
    tables: [
      {
        columns: ['stream', 'health', 'state', 'scopes', 'in error', 'age', 'last error'],
        rows: connection.streams.map((each) => [
          each.stream,
          each.health,
          each.state,
          each.scopes,
          each.scopesInError,
          each.ageMs === null ? null : formatDuration(each.ageMs),
          each.lastError,
        ]),
        empty: 'Nothing was read yet. Start with "syncline sync --backfill".',
      },
    ],
  };
}
