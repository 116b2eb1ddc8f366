import type { ConnectionIdentity } from '@syncline/connector-sdk';
import { catalogueOf, OWN_KEY } from './catalogue/catalogue.ts';
import type { PipedriveClient } from './client.ts';
import { keyOf } from './fields/make-field.ts';
import { asItem, dataOf, textOf } from './item.ts';
import { definitions } from './streams/index.ts';

/** Whose token it is, and which custom fields are missing for records to be made. */
export async function checkConnection(client: PipedriveClient, signal: AbortSignal): Promise<ConnectionIdentity> {
  const { data } = await client.send({ path: '/v1/users/me' }, signal);
  const user = asItem(dataOf(data));
  const name = textOf(user?.['name']) ?? 'unknown';
  const missing = await missingKeyFields(client, signal);
  const company = textOf(user?.['company_domain']) ?? textOf(user?.['company_name']);
  const detail =
    missing.length === 0 ? name : `${name}; nothing can be made before these custom fields are: ${missing.join(', ')}`;
  return { account: company ?? name, detail };
}

async function missingKeyFields(client: PipedriveClient, signal: AbortSignal): Promise<string[]> {
  const missing: string[] = [];
  for (const definition of definitions) {
    const name = definition.carried[OWN_KEY];
    if (name === undefined) continue;
    if (keyOf(await catalogueOf(client, definition, signal), OWN_KEY) === undefined)
      missing.push(`"${name}" of ${definition.stream}`);
  }
  return missing;
}
