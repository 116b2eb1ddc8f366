import type { UpdateRequest } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { textsOf } from '../express.ts';
import { asItem, idOf } from '../item.ts';
import { readWholeList } from '../paging.ts';
import { repositoryNameInUrl } from '../repository-scope.ts';
import { type NumberedPlace, placeInLocator } from './place-of-issue.ts';

const ISSUE = '/repos/{owner}/{repo}/issues/{number}';
const BLOCKED_BY = `${ISSUE}/dependencies/blocked_by`;

/** One kind of tie: `list` shows the ids at the other end; `add` and `drop` are said of the issue and one of them. */
interface Tie {
  readonly list: string;
  add(client: GitHubClient, issue: Tied, other: Tied, signal: AbortSignal): Promise<unknown>;
  drop(client: GitHubClient, issue: Tied, other: Tied, signal: AbortSignal): Promise<unknown>;
}

interface Tied {
  readonly id: string;
  /** Null where nobody knows it: then only what needs the id can be asked. */
  readonly place: NumberedPlace | null;
}

const TIES: Readonly<Record<string, Tie>> = {
  depends_on: {
    list: `GET ${BLOCKED_BY}`,
    add: (client, issue, other, signal) => block(client, issue, other, signal),
    drop: (client, issue, other, signal) => unblock(client, issue, other, signal),
  },
  // There is no call for this end: it is said of the other one.
  blocks: {
    list: `GET ${ISSUE}/dependencies/blocking`,
    add: (client, issue, other, signal) => block(client, other, issue, signal),
    drop: (client, issue, other, signal) => unblock(client, other, issue, signal),
  },
  sub_issues: {
    list: `GET ${ISSUE}/sub_issues`,
    add: (client, issue, other, signal) =>
      client.bytes(
        `POST ${ISSUE}/sub_issues`,
        { ...placeOf(issue), sub_issue_id: Number(other.id), replace_parent: true },
        signal,
      ),
    drop: (client, issue, other, signal) =>
      client.bytes(`DELETE ${ISSUE}/sub_issue`, { ...placeOf(issue), sub_issue_id: Number(other.id) }, signal),
  },
};

export function namesLinks(fields: UpdateRequest['fields']): boolean {
  return Object.keys(TIES).some((name) => name in fields);
}

/** Brings dependencies and sub-issues to what the fields say, one call for each difference. */
export async function writeLinks(
  client: GitHubClient,
  id: string,
  place: NumberedPlace,
  request: Pick<UpdateRequest, 'fields' | 'locators'>,
  signal: AbortSignal,
): Promise<void> {
  const issue: Tied = { id, place };
  for (const [name, tie] of Object.entries(TIES)) {
    if (!(name in request.fields)) continue;
    const wanted = new Set(textsOf(request.fields[name]));
    const shown = await linked(client, tie, place, signal);
    for (const [other, at] of shown)
      if (other !== null && !wanted.has(other))
        await unlessGone(() => tie.drop(client, issue, { id: other, place: at }, signal));
    for (const other of wanted)
      if (!shown.has(other)) {
        const at = placeInLocator(request.locators[`issues/${other}`]);
        await naming(name, other, async () => {
          try {
            await tie.add(client, issue, { id: other, place: at }, signal);
          } catch (error) {
            // A tie is written from either of its ends: the other one may have been quicker.
            const isRefused = toSynclineError(error).class === 'invalid';
            if (!isRefused || !(await linked(client, tie, place, signal)).has(other)) throw error;
          }
        });
      }
  }
}

/** What the list of a tie shows, by id, with the place that it is at. */
async function linked(client: GitHubClient, tie: Tie, place: NumberedPlace, signal: AbortSignal) {
  const list = await readWholeList(client, tie.list, { ...place }, signal);
  return new Map(list.map((other) => [idOf(other), placeShown(other)]));
}

function block(client: GitHubClient, blocked: Tied, blocking: Tied, signal: AbortSignal): Promise<unknown> {
  return client.bytes(`POST ${BLOCKED_BY}`, { ...placeOf(blocked), issue_id: Number(blocking.id) }, signal);
}

function unblock(client: GitHubClient, blocked: Tied, blocking: Tied, signal: AbortSignal): Promise<unknown> {
  return client.bytes(`DELETE ${BLOCKED_BY}/{id}`, { ...placeOf(blocked), id: blocking.id }, signal);
}

function placeOf({ id, place }: Tied): NumberedPlace {
  if (place) return place;
  const message = `Nobody knows the repository and number of the issue ${id}.`;
  throw new SynclineError({ class: 'mapping', code: 'github_no_number', message });
}

function placeShown(issue: unknown): NumberedPlace | null {
  const name = repositoryNameInUrl(asItem(issue)?.['repository_url']);
  return placeInLocator(`${name}#${String(asItem(issue)?.['number'])}`);
}

async function unlessGone(drop: () => Promise<unknown>): Promise<void> {
  try {
    await drop();
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}

/** A target that can't be tied is a fault of the field, not the absence of the issue that is written. */
async function naming(field: string, target: string, add: () => Promise<unknown>): Promise<void> {
  try {
    await add();
  } catch (error) {
    const problem = toSynclineError(error);
    if (problem.class !== 'not_found' && problem.class !== 'invalid' && problem.class !== 'mapping') throw error;
    throw new SynclineError({
      class: 'invalid',
      code: problem.code,
      field,
      message: `The issue ${target} can't be one of ${field}: ${problem.message}`,
      ...(problem.status !== undefined && { status: problem.status }),
      cause: error,
    });
  }
}
