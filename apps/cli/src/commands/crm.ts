import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import {
  crmQuoteDocument,
  crmRecordDocument,
  crmRecordsDocument,
  crmSyncDocument,
  crmWriteDocument,
} from '../api/crm-documents.ts';
import type { ConnectionDocument } from '../api/documents.ts';
import { CliError } from '../cli-error.ts';
import { showRecord, showRecords, showStreams, showWrite } from '../output/crm-views.ts';
import type { Shell } from '../shell.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { type FieldOptions, fieldsOf, withFields } from './field-options.ts';
import { findConnection } from './find-connection.ts';

interface AccountOptions {
  readonly name?: string;
  readonly domain?: string;
}

interface ContactOptions {
  readonly email?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly account?: string;
}

/** One contract over every CRM: look-ups ask it, what writes is an edit of the hub that travels there. */
export function addCrm(program: Command, kit: CommandKit): void {
  const group = program.command('crm').description('accounts, contacts, deals, quotes and activities of any CRM');
  withExamples(group, [
    'syncline crm accounts salesforce --domain acme.example',
    'syncline crm quote salesforce --quote 0199… --fields \'{"version": 3, "total": 1200}\'',
  ]);
  addLookups(group, kit);
  addWrites(group, kit);
  const sync = onConnection(group.command('sync').description('read what changed there, and how each stream does'))
    .option('--start', 'start a run now; without it nothing is started')
    .action(
      kit.handler<{ readonly start?: boolean }>(async (shell, args, { start }) => {
        const { id } = await crmOf(shell, args);
        const path = `/api/v1/crm/${id}/sync` as const;
        shell.print(
          showStreams(
            start ? await shell.client.post(path, crmSyncDocument, {}) : await shell.client.get(path, crmSyncDocument),
          ),
        );
      }),
    );
  withExamples(sync, ['syncline crm sync salesforce', 'syncline crm sync salesforce --start']);
}

function addLookups(group: Command, kit: CommandKit): void {
  const accounts = onConnection(group.command('accounts').description('look an account up, by name or domain'))
    .option('--name <name>', 'its name, whatever case')
    .option('--domain <domain>', 'its host: acme.example')
    .action(
      kit.handler<AccountOptions>(async (shell, args, { name, domain }) => {
        const { id } = await crmOf(shell, args);
        const query = exactlyOne({ name, domain });
        shell.print(showRecords(await shell.client.get(`/api/v1/crm/${id}/accounts`, crmRecordsDocument, query)));
      }),
    );
  withExamples(accounts, ['syncline crm accounts salesforce --name "Acme Ltd"']);
  const contacts = onConnection(group.command('contacts').description('look people up'))
    .option('--email <address>', 'their e-mail address')
    .option('--name <words>', 'words of first and last name, in any order')
    .option('--phone <number>', 'their number, in any form')
    .option('--account <id>', 'any id of their account')
    .action(
      kit.handler<ContactOptions>(async (shell, args, { email, name, phone, account }) => {
        const { id } = await crmOf(shell, args);
        const query = exactlyOne({ email, name, phone, account });
        shell.print(showRecords(await shell.client.get(`/api/v1/crm/${id}/contacts`, crmRecordsDocument, query)));
      }),
    );
  withExamples(contacts, ['syncline crm contacts salesforce --email ada@acme.example']);
  const deal = onConnection(group.command('deal').description('a deal as the CRM has it now'))
    .argument('<deal>', 'any id of it')
    .action(
      kit.handler(async (shell, args) => {
        const { id } = await crmOf(shell, args);
        const path = `/api/v1/crm/${id}/deals/${encodeURIComponent(argument(args, 1))}` as const;
        shell.print(showRecord(await shell.client.get(path, crmRecordDocument)));
      }),
    );
  withExamples(deal, ['syncline crm deal salesforce 0065g0000000001EAA']);
}

function addWrites(group: Command, kit: CommandKit): void {
  const create = withFields(onConnection(group.command('create-deal').description('make a deal'))).action(
    kit.handler<FieldOptions>(async (shell, args, options) => {
      const body = bodyOf(options);
      const { id } = await crmOf(shell, args);
      shell.print(showWrite(await shell.client.post(`/api/v1/crm/${id}/deals`, crmWriteDocument, body)));
    }),
  );
  withExamples(create, [
    'syncline crm create-deal salesforce --set name=Renewal --set stage=Prospecting --set close_date=2027-01-31',
  ]);
  const update = withFields(onConnection(group.command('update-deal').description('edit a deal')))
    .argument('<deal>', 'any id of it')
    .option('--if-version <n>', 'only if this version of the entity stands')
    .action(
      kit.handler<FieldOptions & { readonly ifVersion?: string }>(async (shell, args, options) => {
        const body = bodyOf(options);
        const version = options.ifVersion === undefined ? undefined : Number(options.ifVersion);
        if (version !== undefined && !Number.isSafeInteger(version)) throw usage('--if-version must be a number.');
        const { id } = await crmOf(shell, args);
        const path = `/api/v1/crm/${id}/deals/${encodeURIComponent(argument(args, 1))}` as const;
        shell.print(showWrite(await shell.client.patch(path, crmWriteDocument, body, version)));
      }),
    );
  withExamples(update, ['syncline crm update-deal salesforce 0065g0000000001EAA --set next_step="Send the offer"']);
  const quote = withFields(
    onConnection(group.command('quote').description('write a version of a quote; an older one is refused')),
  )
    .option('--quote <id>', 'any id of one that is there; a new one without it')
    .action(
      kit.handler<FieldOptions & { readonly quote?: string }>(async (shell, args, options) => {
        const body = { quote: options.quote ?? null, ...bodyOf(options) };
        const { id } = await crmOf(shell, args);
        shell.print(showWrite(await shell.client.post(`/api/v1/crm/${id}/quotes`, crmQuoteDocument, body)));
      }),
    );
  withExamples(quote, [
    `syncline crm quote salesforce --fields '{"name": "Offer", "deal": "0065g0000000001EAA", "version": 1}'`,
  ]);
  const log = withFields(onConnection(group.command('log').description('log what was said')))
    .argument('<type>', 'call, sms, email, note, meeting or task')
    .action(
      kit.handler<FieldOptions>(async (shell, args, options) => {
        const body = { type: argument(args, 1), ...bodyOf(options) };
        const { id } = await crmOf(shell, args);
        shell.print(showWrite(await shell.client.post(`/api/v1/crm/${id}/activities`, crmWriteDocument, body)));
      }),
    );
  withExamples(log, ['syncline crm log salesforce call --set subject="Rang back" --set account=0015g0000000001EAA']);
}

function onConnection(command: Command): Command {
  return command.argument('<connection>', 'name or id');
}

function crmOf(shell: Shell, args: readonly string[]): Promise<ConnectionDocument> {
  return findConnection(shell, argument(args, 0));
}

function bodyOf(options: FieldOptions): { readonly fields: Record<string, unknown>; readonly why?: string } {
  return { fields: fieldsOf(options), ...(options.why === undefined ? {} : { why: options.why }) };
}

function exactlyOne(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const said = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  if (said.length === 1) return Object.fromEntries(said);
  const names = Object.keys(given).map((name) => `--${name}`);
  throw usage(`Say one of ${names.join(', ')}.`);
}

function usage(message: string): CliError {
  return new CliError({ code: 'usage', message, exit: exitCode.usage });
}
