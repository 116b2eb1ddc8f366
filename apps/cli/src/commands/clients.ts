import { type Command, Option } from 'commander';
import {
  clientDetailDocument,
  clientMemberPage,
  clientPage,
  clientParts,
  clientRelationPage,
  clientSorts,
  clientTroubles,
} from '../api/client-documents.ts';
import { memberTable, relationTable, showClient } from '../output/client-views.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { limitOption, numberOf } from './list-options.ts';

interface ListOptions {
  readonly text?: string;
  readonly openDeals?: boolean;
  readonly blocked?: boolean;
  readonly quietSince?: string;
  readonly has?: (typeof clientTroubles)[number];
  readonly sort: (typeof clientSorts)[number];
  readonly limit: string;
  readonly cursor?: string;
}

interface PageOptions {
  readonly limit: string;
  readonly cursor?: string;
}

interface MemberOptions extends PageOptions {
  readonly part: (typeof clientParts)[number];
}

export function addClients(program: Command, kit: CommandKit): void {
  const group = program.command('clients').description('accounts with all that belongs to them');
  withExamples(group, ['syncline clients list --text acme', 'syncline clients show <id>']);
  addList(group, kit);
  const show = group
    .command('show')
    .description('all that is known of a client, and where each value comes from')
    .argument('<id>', 'id of the account, or of a person who belongs to it')
    .action(
      kit.handler(async (shell, args) =>
        shell.print(showClient(await shell.client.get(`/api/v1/clients/${argument(args, 0)}`, clientDetailDocument))),
      ),
    );
  withExamples(show, [
    'syncline clients show 0199a2b4-7d51-7000-8000-000000000001',
    'syncline clients show 0199a2b4-7d51-7000-8000-000000000001 --json',
  ]);
  addMembers(group, kit);
  addRelations(group, kit);
}

function addList(group: Command, kit: CommandKit): void {
  const command = group
    .command('list', { isDefault: true })
    .description('clients with their figures')
    .option('--text <text>', 'part of a name or domain, or of a name or address of their people')
    .option('--open-deals', 'only those with deals that go on')
    .option('--blocked', 'only those with work that waits for other work')
    .option('--quiet-since <time>', 'only those without contact since, such as 2026-09-01T00:00:00Z')
    .addOption(new Option('--has <what>', 'only those with such trouble').choices(clientTroubles))
    .addOption(
      new Option('--sort <order>', 'by name, the least complete first, or the most troubled first')
        .choices(clientSorts)
        .default('name'),
    )
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<ListOptions>(async (shell, _args, options) => {
        const { text, openDeals, blocked, quietSince, has, sort, limit, cursor } = options;
        const page = await shell.client.get('/api/v1/clients', clientPage, {
          text,
          openDeals: openDeals ? 'true' : undefined,
          blockedWork: blocked ? 'true' : undefined,
          quietSince,
          has,
          sort,
          limit: numberOf(limit),
          cursor,
        });
        const columns = ['id', 'name', 'domain', 'people', 'open deals', 'pipeline', 'open work', 'blocked'];
        const more = ['filled', 'to decide', 'contact'];
        const rows = page.items.map((each) => [
          each.id,
          each.name,
          each.domain,
          each.people,
          each.openDeals,
          each.pipeline.map(({ amount, currency }) => `${amount} ${currency ?? ''}`.trim()).join(', '),
          each.openWork,
          each.blockedWork,
          `${Math.floor((100 * each.fieldsFilled) / Math.max(each.fieldsExpected, 1))}%`,
          Object.values(each.troubles).reduce((sum, count) => sum + count, 0),
          each.lastContactAt,
        ]);
        shell.print({
          json: page,
          tables: [{ columns: [...columns, ...more], rows, empty: 'No client is like that.' }],
        });
        if (page.nextCursor !== null) shell.say(`More: --cursor ${page.nextCursor}`);
      }),
    );
  withExamples(command, [
    'syncline clients list --text acme',
    'syncline clients list --open-deals --quiet-since 2026-09-01T00:00:00Z --json',
    'syncline clients list --has conflicts --sort troubles',
  ]);
}

function addMembers(group: Command, kit: CommandKit): void {
  const command = group
    .command('members')
    .description('records of one part of a client: open ones first, then the newest')
    .argument('<id>', 'id of the account, or of a person who belongs to it')
    .addOption(new Option('--part <part>', 'which part').choices(clientParts).default('interaction'))
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<MemberOptions>(async (shell, args, { part, limit, cursor }) => {
        const path = `/api/v1/clients/${argument(args, 0)}/members` as const;
        const page = await shell.client.get(path, clientMemberPage, { part, limit: numberOf(limit), cursor });
        shell.print({ json: page, tables: [memberTable(page.items)] });
        if (page.nextCursor !== null) shell.say(`More: --cursor ${page.nextCursor}`);
      }),
    );
  withExamples(command, ['syncline clients members 0199a2b4-7d51-7000-8000-000000000001 --part work']);
}

function addRelations(group: Command, kit: CommandKit): void {
  const command = group
    .command('relations')
    .description('how the records of a client hang together: each edge with both ends')
    .argument('<id>', 'id of the account, or of a person who belongs to it')
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<PageOptions>(async (shell, args, { limit, cursor }) => {
        const path = `/api/v1/clients/${argument(args, 0)}/relations` as const;
        const page = await shell.client.get(path, clientRelationPage, { limit: numberOf(limit), cursor });
        shell.print({ json: page, tables: [relationTable(page.items)] });
        if (page.nextCursor !== null) shell.say(`More: --cursor ${page.nextCursor}`);
      }),
    );
  withExamples(command, [
    'syncline clients relations 0199a2b4-7d51-7000-8000-000000000001',
    'syncline clients relations 0199a2b4-7d51-7000-8000-000000000001 --limit 200 --json',
  ]);
}
