import type { Json } from '@syncline/core';
import type { ChangeRow, EntityChange } from '../domain/change-row.ts';

const ENTITY = '01936f2e-7c1a-7cc4-9f5e-0d6a3b1c9e11';
const PROCESS = '01936f2d-0000-7000-8000-5a2f60c1d2aa';
const AT = new Date('2026-03-14T09:26:53.589Z');

const proposal = {
  proposal: 7,
  kind: 'writeback',
  title: 'update deal “Refit” at crm/opportunities',
  digest: '5f0c',
};

const quotaAlert = {
  alertId: 7,
  rule: 'quota_nearly_spent',
  severity: 'warning',
  summary: 'A connection has less than a tenth of its calls left: github, 0.06',
};

const insight = { insight: 12, rule: 'stale_deals', severity: 'warning', summary: '“Refit” was last touched in May' };

function row(type: string, more: Partial<ChangeRow> = {}): ChangeRow {
  return {
    position: '81723-4711',
    workspaceId: 1,
    type,
    entityId: null,
    entityVersion: null,
    processId: null,
    connectionId: 3,
    vendor: 'github',
    payload: null,
    at: AT,
    change: null,
    ...more,
  };
}

/** A stored event of a change of an entity. */
export function changeRow(
  what: 'created' | 'updated' | 'deleted',
  kind: string,
  change: Partial<EntityChange> = {},
  more: Partial<ChangeRow> = {},
): ChangeRow {
  return row(`entity.${what}`, {
    entityId: ENTITY,
    entityVersion: what === 'created' ? 1 : 4,
    change: {
      kind,
      fields: {},
      replaced: {},
      decision: what === 'created' ? null : 'changed at the remote',
      actor: null,
      stream: what === 'created' ? null : 'issues',
      ...change,
    },
    ...more,
  });
}

const conflict: Readonly<Record<string, Json>> = {
  class: 'conflict',
  code: 'both_changed',
  stream: 'issues',
  field: 'title',
  external_id: '1296269',
  key: 'conflict 5f0c',
};

/** A stored event for each type that there is. */
export const sampleRows: readonly ChangeRow[] = [
  changeRow('created', 'project', { fields: { name: 'Apollo', state: 'open' } }, { processId: PROCESS }),
  changeRow('updated', 'project', { fields: { name: 'Apollo 2' }, replaced: { name: 'Apollo' }, stream: 'projects' }),
  changeRow('deleted', 'project', { decision: 'deleted at the remote', stream: 'projects' }),
  changeRow(
    'created',
    'work_item',
    { fields: { title: 'Login fails', state: 'open', assignees: [] } },
    { processId: PROCESS },
  ),
  changeRow('updated', 'work_item', {
    fields: { state: 'closed', assignees: ['583231'] },
    replaced: { state: 'open', assignees: [] },
  }),
  changeRow('deleted', 'work_item', { decision: 'deleted at the remote' }),
  row('sync.conflict', { entityId: ENTITY, payload: conflict }),
  row('process.state_changed', {
    processId: PROCESS,
    payload: {
      from: 'completing',
      to: 'completed',
      kind: 'backfill',
      stream: null,
      part: false,
      error: null,
      records: { fetched: 2000, created: 2000, updated: 0, unchanged: 0, conflicted: 0, failed: 0 },
    },
  }),
  row('writeback.ended', {
    entityId: ENTITY,
    payload: { op: 'update', stream: 'issues', external_id: '1296269', to: 'done', error_class: null },
  }),
  row('reconciliation.opened', {
    processId: PROCESS,
    payload: { ...conflict, class: 'mapping', code: 'no_counterpart', field: 'status', key: 'unmappable 5f0c' },
  }),
  row('reconciliation.closed', {
    entityId: ENTITY,
    payload: { ...conflict, id: 12, state: 'resolved', by: 'anna', resolution: 'kept the value of the hub' },
  }),
  row('proposal.opened', { entityId: ENTITY, payload: { ...proposal, state: 'waiting', supersedes: null } }),
  row('proposal.changed', { entityId: ENTITY, payload: { ...proposal, state: 'waiting', version: 2 } }),
  row('proposal.decided', { entityId: ENTITY, payload: { ...proposal, state: 'waiting', verdict: 'approve' } }),
  row('proposal.state_changed', { entityId: ENTITY, payload: { ...proposal, state: 'approved', to: 'approved' } }),
  row('connection.needs_reauth', { payload: { code: 'unauthorized' } }),
  row('connection.misconfigured', { payload: { code: 'settings' } }),
  row('connection.unreachable', { payload: { code: 'server_error' } }),
  row('connection.reachable'),
  row('connection.schema_drift', { payload: { stream: 'contacts', field: 'tier', drift: 'missing' } }),
  row('connection.schema_settled', { payload: { stream: 'contacts', field: 'tier' } }),
  ...['opened', 'reopened', 'closed', 'dismissed'].map((what) =>
    row(`insight.${what}`, { entityId: ENTITY, connectionId: null, vendor: null, payload: insight }),
  ),
  row('alert.fired', { payload: quotaAlert }),
  row('alert.resolved', { payload: quotaAlert }),
];
