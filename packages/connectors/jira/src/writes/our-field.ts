import { SynclineError } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { SPRINT_FIELD } from '../custom-fields.ts';

/** Runs a write; where Jira refuses the field that a site keeps its sprints in, the error says `sprint`. */
export async function inOurWords<Result>(
  client: JiraClient,
  signal: AbortSignal,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof SynclineError) || !error.field?.startsWith('customfield_')) throw error;
    throw (await isSprint(client, error.field, signal)) ? renamed(error) : error;
  }
}

async function isSprint(client: JiraClient, field: string, signal: AbortSignal): Promise<boolean> {
  return (await client.fieldTypes(signal)).get(field)?.custom === SPRINT_FIELD;
}

function renamed({ class: errorClass, code, message, status, cause }: SynclineError): SynclineError {
  const answered = status === undefined ? {} : { status };
  return new SynclineError({ class: errorClass, code, message, field: 'sprint', ...answered, cause });
}
