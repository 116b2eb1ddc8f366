import type { Command } from 'commander';
import { type PersonDocument, personPage } from '../api/sync-documents.ts';
import type { Cell } from '../output/render.ts';
import { type CommandKit, withExamples } from './command-kit.ts';
import { findConnection } from './find-connection.ts';
import { limitOption, numberOf } from './list-options.ts';

interface ListOptions {
  readonly unmapped?: boolean;
  readonly connection?: string;
  readonly limit: string;
  readonly cursor?: string;
}

export function addPeople(program: Command, kit: CommandKit): void {
  const group = program.command('people').description('who is who at the sides of the sync configs');
  withExamples(group, ['syncline people list --unmapped']);
  const command = group
    .command('list', { isDefault: true })
    .description('users of every side, where they are not known, and who they may be there')
    .option('--unmapped', 'only who is missing at some side')
    .option('--connection <connection>', 'only users of this connection, by name or id')
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<ListOptions>(async (shell, _args, options) => {
        const connection = options.connection && (await findConnection(shell, options.connection)).name;
        const page = await shell.client.get('/api/v1/sync/people', personPage, {
          limit: numberOf(options.limit),
          cursor: options.cursor,
          unmapped: options.unmapped,
          connection,
        });
        const columns = ['side', 'user', 'name', 'linked at', 'missing at', 'may be', 'called', 'score', 'why'];
        shell.print({
          json: page,
          tables: [
            {
              columns,
              rows: page.items.flatMap(rowsOf),
              empty: options.unmapped ? 'Nobody is missing.' : 'No users: no sync config has the kind user.',
            },
          ],
        });
        if (page.nextCursor !== null) shell.say(`More: --cursor ${page.nextCursor}`);
      }),
    );
  withExamples(command, ['syncline people list --unmapped', 'syncline people list --connection jira --json']);
}

/** One a missing side and suggestion; who is mapped everywhere has one, too. */
function rowsOf(person: PersonDocument): Cell[][] {
  const { connection_name: name, stream, linked_at: linked, missing_at: missing } = person;
  const who = [`${name}/${stream}`, person.called_as, person.name, linked.join(', ') || null];
  if (missing.length === 0) return [[...who, null, null, null, null, null]];
  return missing.flatMap((side) => {
    const suggested = person.suggestions.filter((each) => `${each.connection_name}/${each.stream}` === side);
    if (suggested.length === 0) return [[...who, side, null, null, null, null]];
    return suggested.map((each) => [
      ...who,
      side,
      each.name ?? each.login ?? each.email,
      each.called_as,
      each.score,
      each.why,
    ]);
  });
}
