import type { FetchedRecord, NormalizeResult, RecordKey, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, idOf, requireText, takeText, takeTime } from '../item.ts';
import { listBoards } from '../list-scopes.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { offsetPage, offsetPlace, parseValues } from '../paging.ts';
import { checkedId, parseBoardScope } from '../scopes.ts';

const PAGE_SIZE = 50;

/** Sprints of a board: future, active and closed. A sprint that several boards show is one record. */
export const iterations: Stream<JiraClient> = {
  name: 'iterations',
  title: 'Sprints',
  kind: 'iteration',
  scopeKind: 'board',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'name', type: 'text', writable: 'no' },
    { name: 'goal', type: 'text', writable: 'no' },
    { name: 'state', type: 'choice', writable: 'no' },
    { name: 'start_date', type: 'instant', writable: 'no' },
    { name: 'end_date', type: 'instant', writable: 'no' },
    { name: 'complete_date', type: 'instant', writable: 'no' },
  ],
  async readPage(client, request, signal) {
    const place = offsetPlace(request.cursor, PAGE_SIZE);
    const boardId = Number(parseBoardScope(request.scope));
    return offsetPage(await client.agile((api, via) => api.getAllSprints(via, { boardId, ...place }), signal), place);
  },
  fetchOne: fetchSprint,
  parsePage: parseValues,
  normalize: normalizeSprint,
};

async function fetchSprint(client: JiraClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  // Webhooks of sprints come of every board of the site.
  if (client.settings.projects) {
    const boards = await listBoards(client, signal);
    if (!boards.some((board) => board.key === key.scope))
      return { outcome: 'out_of_scope', detail: `${key.scope} shows no project of the connection` };
  }
  const boardId = Number(parseBoardScope(key.scope));
  return fetchRecord({
    name: `sprint ${key.externalId}`,
    read: () => client.agile((api, via) => api.getSprint(via, { sprintId: Number(checkedId(key.externalId)) }), signal),
    control: () => client.agile((api, via) => api.getBoard(via, { boardId }), signal),
  });
}

function normalizeSprint(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a sprint');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'name', diagnostics);
  takeText(fields, item, 'state', diagnostics);
  // Jira leaves out what is empty.
  takeText(fields, { goal: null, ...item }, 'goal', diagnostics);
  takeTime(fields, { startDate: null, ...item }, 'startDate', diagnostics, 'start_date');
  takeTime(fields, { endDate: null, ...item }, 'endDate', diagnostics, 'end_date');
  takeTime(fields, { completeDate: null, ...item }, 'completeDate', diagnostics, 'complete_date');
  return recordResult(
    {
      kind: 'iteration',
      stream: 'iterations',
      externalId,
      locator: `sprints/${externalId}`,
      fields,
      references: [],
      relations: [],
      remoteUpdatedAt: null,
      url: null,
    },
    diagnostics,
  );
}
