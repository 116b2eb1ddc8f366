import { exitCode } from '@syncline/runtime';
import { type ConnectionDocument, connectionPage } from '../api/documents.ts';
import { CliError } from '../cli-error.ts';
import type { Shell } from '../shell.ts';

/** The connection that a person means: by name or id; without either, the only one there is. */
export async function findConnection(shell: Shell, wanted: string | undefined): Promise<ConnectionDocument> {
  const { items } = await shell.client.get('/api/v1/connections', connectionPage, { limit: 200 });
  const names = items.map((connection) => connection.name).join(', ');
  if (wanted === undefined) {
    const [only, ...others] = items;
    if (only && others.length === 0) return only;
    const message = only ? 'There are several connections; say which one.' : 'There is no connection yet.';
    throw new CliError({
      code: 'which-connection',
      message,
      exit: exitCode.usage,
      ...(only ? { hint: `One of: ${names}` } : {}),
    });
  }
  const found =
    items.find((connection) => connection.name === wanted) ??
    items.find((connection) => String(connection.id) === wanted);
  if (found) return found;
  throw new CliError({
    code: 'not-found',
    message: `There is no connection ${wanted}.`,
    exit: exitCode.notFound,
    ...(names === '' ? {} : { hint: `There is: ${names}` }),
  });
}
