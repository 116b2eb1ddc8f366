import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import { decidedPerson, type PersonDocument, partedPerson, personPage } from '../api/sync-documents.ts';
import { CliError } from '../cli-error.ts';

import type { Cell } from '../output/render.ts';
import type { Shell } from '../shell.ts';
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
  addDecisions(group, kit);
  addUnmap(group, kit);
}

/** What `map` said, or a match found, was a mistake. */
function addUnmap(group: Command, kit: CommandKit): void {
  const command = group
    .command('unmap')
    .description('the other is not this user: the config loses the line, and what was written meanwhile is repaired')
    .argument('<user>', 'connection:name, as the list calls them; they keep what else is linked to them')
    .argument('<other>', 'the one who is somebody else: jira:5b10ac8d82e05b22cc7d4ef5')
    .option('--why <text>', 'the reason, for the audit')
    .action(
      kit.handler<{ readonly why?: string }>(async (shell, args, options) => {
        const [person, other] = [await findPerson(shell, args[0]), await findPerson(shell, args[1])];
        const parted = await shell.client.put(`/api/v1/sync/people/${person.entity_id}/apart`, partedPerson, {
          connection: other.connection_name,
          external_id: other.external_id,
          ...(options.why === undefined ? {} : { why: options.why }),
        });
        shell.print({ json: parted, tables: [] });
        shell.say(`${args[0]} and ${args[1]} are two people again.`);
      }),
    );
  withExamples(command, ['syncline people unmap github:octocat jira:5b10ac8d82e05b22cc7d4ef5']);
}

/** What a person says about two users, who are named as the list calls them. */
function addDecisions(group: Command, kit: CommandKit): void {
  const decisions = [
    ['map', 'same', 'two users are one person: the config gets a line, and what was written before is repaired'],
    ['refuse', 'different', 'two users are two people, and are suggested to be one no longer'],
  ] as const;
  for (const [name, route, description] of decisions) {
    const command = group
      .command(name)
      .description(description)
      .argument('<user>', 'connection:name, as the list calls them: github:octocat')
      .argument('<other>', 'the other one: jira:5b10ac8d82e05b22cc7d4ef5')
      .option('--why <text>', 'the reason, for the audit')
      .action(
        kit.handler<{ readonly why?: string }>(async (shell, args, options) => {
          const [person, other] = [await findPerson(shell, args[0]), await findPerson(shell, args[1])];
          const decided = await shell.client.put(`/api/v1/sync/people/${person.entity_id}/${route}`, decidedPerson, {
            entity_id: other.entity_id,
            ...(options.why === undefined ? {} : { why: options.why }),
          });
          shell.print({ json: decided, tables: [] });
          shell.say(`${args[0]} and ${args[1]} are ${route === 'same' ? 'one person' : 'two people'}.`);
        }),
      );
    withExamples(command, [`syncline people ${name} github:octocat jira:5b10ac8d82e05b22cc7d4ef5`]);
  }
}

async function findPerson(shell: Shell, given: string | undefined): Promise<PersonDocument> {
  const [, name = '', called = ''] = /^([^:]+):(.+)$/s.exec(given ?? '') ?? [];
  const connection = (await findConnection(shell, name || given)).name;
  if (called === '')
    throw new CliError({
      code: 'which-person',
      message: `${given ?? ''} names no user: write it as connection:name.`,
      exit: exitCode.usage,
    });
  let cursor: string | undefined;
  do {
    const page = await shell.client.get('/api/v1/sync/people', personPage, { limit: 200, cursor, connection });
    const found = page.items.find((each) => [each.called_as, each.login, each.external_id].includes(called));
    if (found) return found;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  throw new CliError({
    code: 'not-found',
    message: `${connection} has no user ${called} that a sync config knows.`,
    exit: exitCode.notFound,
    hint: `syncline people list --connection ${connection}`,
  });
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
