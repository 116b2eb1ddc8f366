import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { GitHubClient } from '../client.ts';
import { expressColor, expressLine, expressTitle } from '../express.ts';
import { fetchRecord } from '../fetch-record.ts';
import { requireText, takeFlag, takeText } from '../item.ts';
import { notARecord, recordResult, startRecord } from '../normal-result.ts';
import { PAGE_SIZE, parseItems, readListPage } from '../paging.ts';
import { parseRepositoryScope, type RepositoryScope } from '../repository-scope.ts';
import { readOnly } from '../stream-fields.ts';
import { labelLocator, labelName } from '../tracker-edges.ts';
import { labelWrites } from '../writes/label-writes.ts';

const LIST = 'GET /repos/{owner}/{repo}/labels';

/** Labels of a repository. GitHub finds one only by its name, which may change. */
export const labels: Stream<GitHubClient> = {
  name: 'labels',
  title: 'Labels',
  kind: 'label',
  scopeKind: 'repository',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: false,
  fields: [
    { name: 'name', type: 'text', writable: 'yes', required: true, express: expressTitle },
    { name: 'color', type: 'text', writable: 'yes', express: expressColor },
    { name: 'description', type: 'text', writable: 'yes', express: expressLine },
    ...readOnly('boolean', 'is_default'),
  ],
  writes: labelWrites,
  readPage(client, request, signal) {
    const { owner, repo } = parseRepositoryScope(request.scope);
    return readListPage(client, LIST, { owner, repo }, request.cursor, signal);
  },
  async fetchOne(client, key, signal) {
    const { owner, repo } = parseRepositoryScope(key.scope);
    const name = labelName(key.locator);
    if (name === null) return { outcome: 'unreachable', detail: `${key.locator ?? 'no locator'} names no label` };
    const place = { route: 'GET /repos/{owner}/{repo}/labels/{name}', parameters: { owner, repo, name } };
    return fetchRecord(client, key, place, signal);
  },
  parsePage: parseItems,
  normalize: (value, scope) => normalizeLabel(value, parseRepositoryScope(scope)),
};

function normalizeLabel(value: unknown, repository: RepositoryScope): NormalizeResult {
  const started = startRecord(value);
  if (!started) return notARecord('a label');
  const { item, externalId, fields, diagnostics } = started;
  requireText(fields, item, 'name', diagnostics);
  takeText(fields, item, 'color', diagnostics);
  takeText(fields, item, 'description', diagnostics);
  if (fields['description'] === '') fields['description'] = null;
  takeFlag(fields, item, 'default', diagnostics, 'is_default');
  const name = String(item['name']);
  return recordResult(
    {
      kind: 'label',
      stream: 'labels',
      externalId,
      locator: labelLocator(repository.fullName, name),
      fields,
      references: [{ relation: 'belongs_to', stream: 'repositories', externalId: repository.id }],
      relations: ['belongs_to'],
      remoteUpdatedAt: null,
      url: null,
    },
    diagnostics,
  );
}
