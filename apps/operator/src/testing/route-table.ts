import { consolePaths } from '../routes/console.ts';

/**
 * Who may call each route, as the operators' guide says it. `body` and `query` pass the route's schema, so that a
 * request gets as far as its rights do; `:id` is filled with something of the first workspace, named by `id`.
 */
export interface RouteRow {
  readonly least: 'nobody' | 'viewer' | 'operator' | 'approver' | 'admin';
  readonly scope?: string;
  /** About the whole instance: keys of other workspaces are told that there is nothing. */
  readonly instance?: true;
  readonly id?:
    | 'agent'
    | 'entity'
    | 'project'
    | 'process'
    | 'connection'
    | 'item'
    | 'delivery'
    | 'config'
    | 'import'
    | 'profile'
    | 'key'
    | 'alert'
    | 'proposal'
    | 'client'
    | 'duplicate'
    | 'merge'
    | 'insight';
  readonly body?: object;
  /** Behind the question mark. */
  readonly query?: string;
  /** The body names something of the first workspace. */
  readonly names?: true;
}

const row = (least: RouteRow['least'], scope: string, rest: Omit<RouteRow, 'least' | 'scope'> = {}): RouteRow => ({
  least,
  scope,
  ...rest,
});
const nobody: RouteRow = { least: 'nobody' };
const why = 'a test of access';
const draft = { name: 'new', connector: 'nothing', baseUrl: 'https://nothing.invalid', settings: {}, secrets: {} };

export const routeTable: Readonly<Record<string, RouteRow>> = {
  ...Object.fromEntries(consolePaths.map((path) => [`GET ${path}`, nobody])),
  'GET /assets/:name': nobody,
  'GET /livez': nobody,
  'GET /readyz': nobody,
  'GET /healthz': nobody,
  'GET /metrics': row('viewer', 'instance:read', { instance: true }),
  'GET /openapi.json': row('viewer', 'status:read'),
  'GET /api/v1/status': row('viewer', 'status:read'),
  'GET /api/v1/diagnostics': row('viewer', 'instance:read', { instance: true }),
  'GET /api/v1/processes': row('viewer', 'processes:read'),
  'GET /api/v1/processes/:id': row('viewer', 'processes:read', { id: 'process' }),
  'GET /api/v1/processes/:id/pages': row('viewer', 'processes:read', { id: 'process' }),
  'POST /api/v1/processes/:id/pause': row('operator', 'processes:write', { id: 'process' }),
  'POST /api/v1/processes/:id/resume': row('operator', 'processes:write', { id: 'process' }),
  'POST /api/v1/processes/:id/cancel': row('operator', 'processes:write', { id: 'process' }),
  'POST /api/v1/processes/:id/retry': row('operator', 'processes:write', { id: 'process' }),
  'POST /api/v1/sync': row('operator', 'processes:write', { body: { connectionId: 'connection' }, names: true }),
  'GET /api/v1/entities': row('viewer', 'entities:read'),
  'POST /api/v1/entities': row('operator', 'entities:write', { body: { kind: 'label', fields: { name: 'new' } } }),
  'GET /api/v1/entities/:id': row('viewer', 'entities:read', { id: 'entity' }),
  'GET /api/v1/entities/:id/relations': row('viewer', 'entities:read', { id: 'entity' }),
  'PATCH /api/v1/entities/:id': row('operator', 'entities:write', { id: 'entity', body: { fields: { name: 'x' } } }),
  'GET /api/v1/clients': row('viewer', 'entities:read'),
  'GET /api/v1/clients/:id': row('viewer', 'entities:read', { id: 'client' }),
  'GET /api/v1/clients/:id/interactions': row('viewer', 'entities:read', { id: 'client' }),
  'GET /api/v1/clients/:id/members': row('viewer', 'entities:read', { id: 'client', query: 'part=person' }),
  'GET /api/v1/clients/:id/relations': row('viewer', 'entities:read', { id: 'client' }),
  'GET /api/v1/duplicates': row('viewer', 'entities:read'),
  'GET /api/v1/duplicates/:id': row('viewer', 'entities:read', { id: 'duplicate' }),
  'POST /api/v1/duplicates/:id/merge': row('approver', 'entities:write', { id: 'duplicate', body: { why } }),
  'POST /api/v1/duplicates/:id/dismiss': row('operator', 'entities:write', { id: 'duplicate', body: { why } }),
  'GET /api/v1/insights/findings': row('viewer', 'entities:read'),
  'GET /api/v1/insights/findings/:id': row('viewer', 'entities:read', { id: 'insight' }),
  'POST /api/v1/insights/findings/:id/dismiss': row('operator', 'entities:write', { id: 'insight', body: { why } }),
  'GET /api/v1/insights/rules': row('viewer', 'entities:read'),
  'POST /api/v1/insights/run': row('operator', 'entities:write', { body: { rule: 'stale_deals' } }),
  'GET /api/v1/merges': row('viewer', 'entities:read'),
  'POST /api/v1/merges/:id/undo': row('approver', 'entities:write', { id: 'merge', body: { why } }),
  'GET /api/v1/imports': row('viewer', 'entities:read'),
  'POST /api/v1/imports': row('operator', 'entities:write', { query: 'name=people.csv' }),
  'GET /api/v1/imports/:id': row('operator', 'entities:read', { id: 'import' }),
  'PATCH /api/v1/imports/:id': row('operator', 'entities:write', { id: 'import', body: {} }),
  'GET /api/v1/imports/:id/preview': row('operator', 'entities:read', { id: 'import' }),
  'POST /api/v1/imports/:id/dry-run': row('operator', 'entities:read', { id: 'import', body: {} }),
  'POST /api/v1/imports/:id/rows/:row/correct': row('operator', 'entities:write', {
    id: 'import',
    body: { cells: {} },
  }),
  'POST /api/v1/imports/:id/apply': row('approver', 'entities:write', { id: 'import', body: {} }),
  'POST /api/v1/imports/:id/undo': row('approver', 'entities:write', { id: 'import', body: {} }),
  'POST /api/v1/imports/:id/replay': row('approver', 'entities:write', { id: 'import', body: {} }),
  'GET /api/v1/imports/:id/rows': row('operator', 'entities:read', { id: 'import' }),
  'GET /api/v1/imports/:id/records': row('operator', 'entities:read', { id: 'import' }),
  'GET /api/v1/imports/:id/evidence': row('operator', 'entities:read', { id: 'import' }),
  'GET /api/v1/import-fields': row('viewer', 'entities:read'),
  'GET /api/v1/import-profiles': row('operator', 'entities:read'),
  'GET /api/v1/import-profiles/:id': row('operator', 'entities:read', { id: 'profile' }),
  'POST /api/v1/import-profiles': row('operator', 'entities:write', {
    body: { name: 'of a test', importId: 'import' },
    names: true,
  }),
  'DELETE /api/v1/import-profiles/:id': row('operator', 'entities:write', { id: 'profile' }),
  'GET /api/v1/connections': row('viewer', 'connections:read'),
  'GET /api/v1/connections/:id': row('viewer', 'connections:read', { id: 'connection' }),
  'POST /api/v1/connections': row('admin', 'connections:write', { body: draft }),
  'PATCH /api/v1/connections/:id': row('operator', 'connections:write', { id: 'connection', body: { paused: false } }),
  'DELETE /api/v1/connections/:id': row('admin', 'connections:write', { id: 'connection' }),
  'GET /api/v1/connectors': row('viewer', 'connections:read'),
  'POST /api/v1/connectors/:connector/test': row('admin', 'connections:write', { body: draft }),
  'POST /api/v1/connectors/:connector/choices/:setting': row('admin', 'connections:write', { body: draft }),
  'POST /api/v1/connections/:id/test': row('operator', 'connections:write', { id: 'connection' }),
  'GET /api/v1/connections/:id/quota': row('viewer', 'connections:read', { id: 'connection' }),
  'GET /api/v1/connections/:id/webhooks': row('viewer', 'connections:read', { id: 'connection' }),
  'POST /api/v1/connections/:id/webhooks': row('admin', 'connections:write', { id: 'connection', body: {} }),
  'POST /api/v1/connections/:id/webhooks/trigger': row('operator', 'connections:write', { id: 'connection', body: {} }),
  'GET /api/v1/connections/:id/fields': row('operator', 'connections:read', { id: 'connection' }),
  'GET /api/v1/connections/:id/choices': row('viewer', 'connections:read', { id: 'connection' }),
  'GET /api/v1/connections/:id/choices/:setting': row('operator', 'connections:read', { id: 'connection' }),
  'GET /api/v1/crm/:id/accounts': row('operator', 'entities:read', { id: 'connection', query: 'name=x' }),
  'GET /api/v1/crm/:id/contacts': row('operator', 'entities:read', { id: 'connection', query: 'name=x' }),
  'GET /api/v1/crm/:id/deals/:deal': row('operator', 'entities:read', { id: 'connection' }),
  'POST /api/v1/crm/:id/deals': row('operator', 'entities:write', {
    id: 'connection',
    body: { fields: { name: 'x' } },
  }),
  'PATCH /api/v1/crm/:id/deals/:deal': row('operator', 'entities:write', {
    id: 'connection',
    body: { fields: { name: 'x' } },
  }),
  'POST /api/v1/crm/:id/quotes': row('operator', 'entities:write', {
    id: 'connection',
    body: { fields: { version: 1 } },
  }),
  'POST /api/v1/crm/:id/activities': row('operator', 'entities:write', {
    id: 'connection',
    body: { type: 'note', fields: { body: 'x' } },
  }),
  'GET /api/v1/crm/:id/sync': row('viewer', 'connections:read', { id: 'connection' }),
  'POST /api/v1/crm/:id/sync': row('operator', 'processes:write', { id: 'connection', body: {} }),
  'GET /api/v1/connections/:id/credentials': row('operator', 'credentials:read', { id: 'connection' }),
  'GET /api/v1/connections/:id/credentials/:name': row('operator', 'credentials:read', { id: 'connection' }),
  'PUT /api/v1/connections/:id/credentials/:name': row('admin', 'credentials:write', {
    id: 'connection',
    body: { value: 'entered' },
  }),
  'DELETE /api/v1/connections/:id/credentials/:name': row('admin', 'credentials:write', { id: 'connection' }),
  'POST /api/v1/connections/:id/oauth/authorize': row('admin', 'credentials:write', { id: 'connection' }),
  'POST /api/v1/connections/:id/oauth/client-credentials': row('admin', 'credentials:write', { id: 'connection' }),
  // The state that the vendor brings back says whose it is, once.
  'GET /oauth/callback': nobody,
  'GET /api/v1/vault': row('admin', 'instance:read', { instance: true }),
  'POST /api/v1/vault/rotate': row('admin', 'instance:write', { instance: true }),
  'GET /api/v1/reconciliation': row('viewer', 'reconciliation:read'),
  'GET /api/v1/reconciliation/groups': row('viewer', 'reconciliation:read'),
  'GET /api/v1/reconciliation/:id': row('viewer', 'reconciliation:read', { id: 'item' }),
  'POST /api/v1/reconciliation/:id/retry': row('operator', 'reconciliation:write', { id: 'item' }),
  'POST /api/v1/reconciliation/:id/actions': row('operator', 'reconciliation:write', {
    id: 'item',
    body: { action: 'retry', why },
  }),
  'POST /api/v1/reconciliation/:id/undo': row('operator', 'reconciliation:write', { id: 'item', body: { why } }),
  'POST /api/v1/reconciliation/actions': row('approver', 'reconciliation:write', {
    body: { filter: { class: 'none' }, action: 'retry', why },
  }),
  'GET /api/v1/inbox': row('viewer', 'inbox:read'),
  'GET /api/v1/inbox/:id': row('operator', 'inbox:read', { id: 'delivery' }),
  'POST /api/v1/inbox/:id/replay': row('operator', 'inbox:write', { id: 'delivery' }),
  'GET /api/v1/configuration': row('viewer', 'config:read'),
  'POST /api/v1/configuration/plan': row('admin', 'config:read', { body: { configuration: { workspaces: {} } } }),
  'POST /api/v1/configuration/apply': row('admin', 'config:write', { body: { configuration: { workspaces: {} } } }),
  'GET /api/v1/sync/configs': row('viewer', 'config:read'),
  'POST /api/v1/sync/configs': row('admin', 'config:write', { body: { name: 'new', settings: { kinds: {} } } }),
  'GET /api/v1/sync/configs/:id': row('viewer', 'config:read', { id: 'config' }),
  'PATCH /api/v1/sync/configs/:id': row('admin', 'config:write', { id: 'config', body: { sync_interval: 600 } }),
  'DELETE /api/v1/sync/configs/:id': row('admin', 'config:write', { id: 'config' }),
  'GET /api/v1/sync/presets': row('viewer', 'config:read'),
  'POST /api/v1/sync/configs/preview': row('admin', 'config:write', { body: { settings: { kinds: {} } } }),
  'GET /api/v1/sync/mappings': row('viewer', 'sync:read'),
  'GET /api/v1/sync/history': row('viewer', 'sync:read'),
  'GET /api/v1/sync/people': row('viewer', 'sync:read'),
  'PUT /api/v1/sync/people/:id/same': row('admin', 'config:write', {
    id: 'entity',
    body: { entity_id: '00000000-0000-4000-8000-000000000000' },
  }),
  'PUT /api/v1/sync/people/:id/apart': row('admin', 'config:write', {
    id: 'entity',
    body: { connection: 'nowhere', external_id: 'nobody' },
  }),
  'PUT /api/v1/sync/people/:id/different': row('operator', 'sync:write', {
    id: 'entity',
    body: { entity_id: '00000000-0000-4000-8000-000000000000' },
  }),
  'GET /api/v1/sync/status': row('viewer', 'sync:read'),
  'GET /api/v1/sync/conflicts': row('viewer', 'sync:read'),
  'GET /api/v1/sync/conflicts/:id': row('viewer', 'sync:read', { id: 'item' }),
  'POST /api/v1/sync/conflicts/:id/resolve': row('operator', 'sync:write', {
    id: 'item',
    body: { resolution_strategy: 'ignore' },
  }),
  'GET /api/state/projects/:id': row('viewer', 'entities:read', { id: 'project' }),
  'PUT /api/state/projects/:id': row('operator', 'entities:write', { id: 'project', body: { fields: { name: 'x' } } }),
  'GET /api/state/items/:id': row('viewer', 'entities:read', { id: 'entity' }),
  'PUT /api/state/items/:id': row('operator', 'entities:write', { id: 'entity', body: { fields: { name: 'x' } } }),
  'GET /api/state/agents/:id': row('viewer', 'entities:read', { id: 'agent' }),
  'GET /api/state/agents/:id/memory': row('viewer', 'entities:read', { id: 'agent' }),
  'PUT /api/state/agents/:id/memory': row('operator', 'entities:write', {
    id: 'agent',
    body: { document: { note: 'x' } },
  }),
  'GET /api/v1/state-cache': row('viewer', 'status:read'),
  'POST /api/v1/state-cache/verify': row('operator', 'instance:write', { instance: true }),
  'POST /api/v1/state-cache/rebuild': row('operator', 'instance:write', { instance: true }),
  'POST /api/state/sync': row('operator', 'processes:write', { body: { ids: ['entity'] }, names: true }),
  'GET /api/state/sync/status': row('viewer', 'sync:read'),
  'POST /api/state/resolve-conflict': row('operator', 'sync:write', {
    body: { conflict_id: 'item', resolution_strategy: 'ignore' },
    names: true,
  }),
  'GET /api/v1/alerts': row('viewer', 'alerts:read'),
  'GET /api/v1/alerts/:id': row('viewer', 'alerts:read', { id: 'alert' }),
  'POST /api/v1/alerts/:id/acknowledge': row('operator', 'alerts:write', { id: 'alert', body: { note: why } }),
  'GET /api/v1/slo': row('viewer', 'alerts:read'),
  'GET /api/v1/changes': row('viewer', 'status:read'),
  'GET /api/v1/timeline': row('viewer', 'audit:read'),
  'GET /api/v1/proposals': row('viewer', 'approvals:read'),
  'GET /api/v1/proposals/batch': row('viewer', 'approvals:read'),
  'GET /api/v1/proposals/:id': row('viewer', 'approvals:read', { id: 'proposal' }),
  'POST /api/v1/proposals/:id/approve': row('approver', 'approvals:write', {
    id: 'proposal',
    body: { digest: 'seen' },
  }),
  'POST /api/v1/proposals/:id/reject': row('approver', 'approvals:write', { id: 'proposal', body: { digest: 'seen' } }),
  'POST /api/v1/proposals/approve': row('approver', 'approvals:write', { body: { filter: {}, digest: 'seen' } }),
  'POST /api/v1/proposals/reject': row('approver', 'approvals:write', { body: { filter: {}, digest: 'seen' } }),
  'GET /api/v1/audit': row('viewer', 'audit:read'),
  'GET /api/v1/audit/seal': row('viewer', 'audit:read'),
  'GET /api/v1/audit/verify': row('viewer', 'audit:read'),
  'GET /api/v1/audit/export': row('viewer', 'audit:read'),
  'GET /api/v1/writebacks': row('viewer', 'sync:read'),
  'GET /api/v1/events': row('viewer', 'events:read'),
  'GET /api/v1/keys': row('admin', 'keys:read'),
  'POST /api/v1/keys': row('admin', 'keys:write', { body: { name: 'new', role: 'viewer' } }),
  'GET /api/v1/keys/:id': row('admin', 'keys:read', { id: 'key' }),
  'DELETE /api/v1/keys/:id': row('admin', 'keys:write', { id: 'key' }),
  'GET /api/v1/session': row('viewer', 'status:read'),
  'POST /api/v1/session': { least: 'nobody', body: { key: 'none' } },
  'DELETE /api/v1/session': row('viewer', 'status:read'),
};

/** Routes of plugins, by the prefix of their paths. */
export const pluginTable: Readonly<Record<string, RouteRow>> = {
  '/docs': row('viewer', 'status:read'),
  '/admin/queues': row('operator', 'instance:read', { instance: true }),
};

/** Those of them that change something, where they are others'. */
export const pluginChangeTable: Readonly<Record<string, RouteRow>> = {
  '/admin/queues': row('admin', 'instance:write', { instance: true }),
};
