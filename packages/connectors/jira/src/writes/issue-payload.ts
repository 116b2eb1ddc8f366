import type { Json } from '@syncline/core';
import { SynclineError } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { holdsOptions, isRichText, type JiraFieldType, SPRINT_FIELD } from '../custom-fields.ts';
import { expressLabels, expressSummary, issueFields } from '../issue-fields.ts';
import { LINK_FIELDS } from '../issue-links.ts';
import { documentOf } from '../rich-text.ts';
import { customPayload } from './custom-payload.ts';

/** Fields of a create or an edit, as Jira takes them. */
export type Payload = Record<string, unknown>;

/** Canonical fields as Jira's. What needs calls of its own, the status and the links, is left out. */
export async function issuePayload(
  client: JiraClient,
  fields: Readonly<Record<string, Json>>,
  signal: AbortSignal,
): Promise<Payload> {
  const payload: Payload = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'status' || LINK_FIELDS.some((field) => field === name)) continue;
    const plain = PLAIN.get(name);
    if (plain) payload[plain.name] = plain.encode(value);
    else if (name === 'sprint') {
      // Jira has no field of this name: it is one of those that the site numbers.
      const id = [...(await client.fieldTypes(signal))].find(([, type]) => type.custom === SPRINT_FIELD)?.[0];
      if (id === undefined) throw refused(name, 'this site has no sprints');
      payload[id] = value === null ? null : Number(value);
    } else payload[name] = await customField(client, name, value, signal);
  }
  return payload;
}

async function customField(client: JiraClient, name: string, value: Json, signal: AbortSignal): Promise<unknown> {
  if (!name.startsWith('customfield_')) {
    const isKnown = issueFields.some((field) => field.name === name);
    throw refused(name, isKnown ? 'it is set by Jira alone' : 'Jira has no field of that name');
  }
  const type: JiraFieldType | undefined = (await client.fieldTypes(signal)).get(name);
  if (!type) throw refused(name, 'this site has no field of that name');
  if (typeof value === 'string' && isRichText(type)) return documentOf(value);
  return customPayload(type, holdsOptions(type) ? await optionNames(client, value, signal) : value);
}

/**
 * Options by what they are called: projects may each have an option of that name, under another id, and Jira takes
 * none but the issue's own. What is no option's id is a name already.
 */
async function optionNames(client: JiraClient, value: Json, signal: AbortSignal): Promise<Json> {
  if (Array.isArray(value)) return Promise.all(value.map((one: Json) => optionNames(client, one, signal)));
  if (typeof value !== 'string' || !/^\d{1,18}$/.test(value)) return value;
  return (await client.optionName(value, signal)) ?? value;
}

interface Plain {
  readonly name: string;
  encode(value: Json): unknown;
}

const asItIs = (value: Json) => value;
const byName = (value: Json) => (value === null ? null : { name: value });
const byId = (value: Json) => (value === null ? null : { id: value });
const listById = (value: Json) => (Array.isArray(value) ? value : []).map((id: Json) => ({ id }));

const PLAIN: ReadonlyMap<string, Plain> = new Map<string, Plain>([
  ['summary', { name: 'summary', encode: expressSummary }],
  [
    'description',
    { name: 'description', encode: (value) => (typeof value === 'string' && value !== '' ? documentOf(value) : null) },
  ],
  ['issue_type', { name: 'issuetype', encode: byName }],
  ['priority', { name: 'priority', encode: byName }],
  ['assignee', { name: 'assignee', encode: (value) => (value === null ? null : { accountId: value }) }],
  ['labels', { name: 'labels', encode: (value) => expressLabels(value) ?? [] }],
  ['due_date', { name: 'duedate', encode: asItIs }],
  ['fix_versions', { name: 'fixVersions', encode: listById }],
  ['components', { name: 'components', encode: listById }],
  ['parent', { name: 'parent', encode: byId }],
]);

function refused(field: string, why: string): SynclineError {
  return new SynclineError({
    class: 'invalid',
    code: 'jira_no_such_field',
    message: `${field} can't be written to Jira: ${why}`,
    field,
  });
}
