import type { CreateRequest, EntryAnswer, Written } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import { refusalIn } from '../answer.ts';
import type { JiraClient } from '../client.ts';
import { asItem, type Item, idOf, textOf } from '../item.ts';
import { ownKeyProperty } from '../own-key.ts';
import { projectRef } from '../scopes.ts';
import { issuePayload } from './issue-payload.ts';
import { doTransition, findTransition } from './move-status.ts';
import { inOurWords } from './our-field.ts';
import { hasLinks, writeLinks } from './write-links.ts';

/** Jira's own limit of `/issue/bulk`. */
export const BULK_CREATE = 50;

/** One issue, and our key with it in the same call: there is no moment at which it exists without. */
export async function createIssue(client: JiraClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const body = await creation(client, request, signal);
  const { data } = await inOurWords(client, signal, () =>
    client.platform((api, via) => api.createIssue(via, body), signal),
  );
  return finish(client, request, createdKey(data, request), signal);
}

/** Up to 50 in one call; each that Jira refuses says why, and the others are there. */
export async function createIssues(
  client: JiraClient,
  requests: readonly CreateRequest[],
  signal: AbortSignal,
): Promise<readonly EntryAnswer[]> {
  const bodies = await Promise.all(
    requests.map((request) => creation(client, request, signal).catch((error: unknown) => toSynclineError(error))),
  );
  const sent = requests.flatMap((request, i) => {
    const body = bodies[i];
    return body === undefined || body instanceof SynclineError ? [] : [{ request, body }];
  });
  const answers = sent.length === 0 ? [] : await sendBulk(client, sent, signal);
  let next = 0;
  return bodies.map((body): EntryAnswer => {
    if (body instanceof SynclineError) return { outcome: 'refused', error: body };
    return answers[next++] as EntryAnswer;
  });
}

interface Sent {
  readonly request: CreateRequest;
  readonly body: Awaited<ReturnType<typeof creation>>;
}

async function sendBulk(client: JiraClient, sent: readonly Sent[], signal: AbortSignal): Promise<EntryAnswer[]> {
  let data: unknown;
  try {
    const issueUpdates = sent.map(({ body }) => body);
    ({ data } = await client.platform((api, via) => api.createIssues(via, { issueUpdates }), signal));
  } catch (error) {
    // 400: not one of them was made. Only alone does each get its own reason.
    if (toSynclineError(error).class !== 'invalid') throw error;
    return inTurn(sent, ({ request }) => createIssue(client, request, signal));
  }
  const failures = failuresIn(data);
  const made = asItem(data)?.['issues'];
  const issues = Array.isArray(made) ? [...made] : [];
  return inTurn(sent, ({ request }, i) => {
    const error = failures.get(i);
    if (error) return inOurWords(client, signal, () => Promise.reject(error));
    // Those made are listed in their order, without gaps for the others.
    return finish(client, request, createdKey(issues.shift(), request), signal);
  });
}

async function inTurn(
  sent: readonly Sent[],
  make: (entry: Sent, index: number) => Promise<Written>,
): Promise<EntryAnswer[]> {
  const answers: EntryAnswer[] = [];
  for (const [i, entry] of sent.entries()) {
    try {
      answers.push({ outcome: 'written', written: await make(entry, i) });
    } catch (error) {
      answers.push({ outcome: 'refused', error: toSynclineError(error) });
    }
  }
  return answers;
}

function failuresIn(data: unknown): ReadonlyMap<number, SynclineError> {
  const errors = asItem(data)?.['errors'];
  return new Map(
    (Array.isArray(errors) ? errors : []).map((value) => {
      const failure = asItem(value) as Item;
      const { words, field } = refusalIn(failure['elementErrors']);
      const status = typeof failure['status'] === 'number' ? failure['status'] : 400;
      const error = new SynclineError({
        class: 'invalid',
        // The code of the same refusal when an issue is made alone: one cause is one cause.
        code: `jira_${status}`,
        message: `Jira refused one issue of many: ${words || 'it gave no reason'}`,
        status,
        ...(field !== null && { field }),
      });
      return [Number(failure['failedElementNumber']), error];
    }),
  );
}

async function creation(client: JiraClient, request: CreateRequest, signal: AbortSignal) {
  const fields = await issuePayload(client, request.fields, signal);
  // An empty value is what an issue is made with anyway, and a field with one need not be on the create screen.
  for (const name of Object.keys(fields)) if (fields[name] === null) delete fields[name];
  return { fields: { ...fields, project: projectRef(request.scope) }, properties: [ownKeyProperty(request.ownKey)] };
}

function createdKey(data: unknown, request: CreateRequest): Written['key'] {
  const externalId = idOf(data);
  if (externalId !== null) return { externalId, locator: textOf(asItem(data)?.['key']), scope: request.scope };
  throw new SynclineError({
    class: 'partial',
    code: 'jira_no_created_id',
    message: 'Jira made an issue and did not say which',
  });
}

/**
 * What a create can't carry: the status, which every issue starts at the beginning of its workflow, and the links. The
 * issue stands by now: if this fails the create is `partial`, to be found by our key and finished as an update.
 */
async function finish(
  client: JiraClient,
  { fields }: CreateRequest,
  key: Written['key'],
  signal: AbortSignal,
): Promise<Written> {
  try {
    const { status } = fields;
    const transition =
      status === undefined || status === null ? null : await findTransition(client, key.externalId, status, signal);
    if (transition !== null) await doTransition(client, key.externalId, transition, signal);
    if (hasLinks(fields)) await writeLinks(client, key.externalId, fields, {}, signal);
    return { key, raw: null };
  } catch (error) {
    const problem = toSynclineError(error);
    throw new SynclineError({
      class: 'partial',
      code: 'jira_created_unfinished',
      message: `Jira made ${key.locator ?? key.externalId}, and then: ${problem.message}`,
      ...(problem.field !== undefined && { field: problem.field }),
      ...(problem.choices && { choices: problem.choices }),
      cause: error,
    });
  }
}
