import { connectors } from '@syncline/connector-registry';
import type { Json } from '@syncline/core';
import {
  closeEngineContext,
  createEngineContext,
  type EditOutcome,
  type EngineContext,
  editEntity,
} from '@syncline/engine';
import { createLogger, createMetrics } from '@syncline/observability';
import type { Backend } from '../../shared/backend.ts';
import type { SideName } from '../cast.ts';
import type { Shown } from '../model.ts';
import { type OwnEdit, type Side, standsFor } from './side.ts';
import { paragraphsOf } from './texts.ts';

export interface Hub extends Side {
  close(): Promise<void>;
}

interface Fields {
  readonly title?: string;
  readonly body?: string | null;
  readonly labels?: readonly string[];
  readonly status?: string;
  readonly assignees?: readonly string[];
}

const ACTOR = 'somebody at the hub';

/** People who work in the hub itself, through a process of its own that lives on when the engine dies. */
export async function openHub(backend: Backend, people: ReadonlyMap<SideName, string>): Promise<Hub> {
  const ctx = await createEngineContext({
    databaseUrl: backend.databaseUrl,
    queueBackend:
      backend.redisUrl === null
        ? { kind: 'postgres', databaseUrl: backend.databaseUrl }
        : { kind: 'redis', url: backend.redisUrl },
    connectors,
    logger: createLogger({ name: 'hub', level: 'silent' }),
    metrics: createMetrics(),
    environment: {},
    maxConnections: 2,
  });
  const write = async (
    entityId: string | null,
    fields: Readonly<Record<string, Json>>,
    version: { readonly expectedVersion?: number } = {},
  ): Promise<EditOutcome> => {
    const edit = { workspaceId: 1, entityId, kind: 'work_item', fields, actor: ACTOR, ...version };
    const done = await editEntity(ctx, edit);
    if (done.outcome === 'refused' || done.outcome === 'faulty')
      throw new Error(`The hub does not take ${JSON.stringify(fields)}: ${done.reason}`);
    return done;
  };
  const read = async (id: string): Promise<{ fields: Fields; version: number } | undefined> => {
    const [row] = await rows<{ fields: Fields; version: number }>(
      ctx,
      'select fields, version from entities where workspace_id = 1 and id = $1 and deleted_at is null',
      [id],
    );
    return row;
  };
  return {
    name: 'hub',
    async create(shown) {
      const made = await write(null, {
        title: shown.title,
        body: shown.body.join('\n\n'),
        labels: shown.labels,
        status: shown.status,
        assignees: idsOf(people, shown.assignees),
      });
      return 'entityId' in made ? made.entityId : '';
    },
    async edit(id, decide) {
      for (;;) {
        const row = await read(id);
        if (!row) return undefined;
        const was = shownOf(row.fields, people);
        const edit = decide(was);
        const fields = { [edit.field]: valueOf(edit, people) };
        const { outcome } = await write(id, fields, { expectedVersion: Number(row.version) });
        if (outcome === 'not_found') return undefined;
        if (outcome !== 'stale') return was;
      }
    },
    async show(id) {
      const row = await read(id);
      return row && shownOf(row.fields, people);
    },
    async withTitle(prefix) {
      const found = await rows<{ id: string }>(
        ctx,
        `select id from entities where workspace_id = 1 and kind = 'work_item' and deleted_at is null
           and starts_with(fields->>'title', $1)`,
        [prefix],
      );
      return found.map(({ id }) => id);
    },
    close: () => closeEngineContext(ctx, 5_000),
  };
}

async function rows<Row extends object>(ctx: EngineContext, sql: string, values: unknown[]): Promise<Row[]> {
  return (await ctx.store.query<Row>(sql, values)).rows;
}

function valueOf(edit: OwnEdit, people: ReadonlyMap<SideName, string>): Json {
  if (edit.field === 'body') return edit.value.join('\n\n');
  return edit.field === 'assignees' ? idsOf(people, edit.value) : edit.value;
}

function idsOf(people: ReadonlyMap<SideName, string>, names: readonly SideName[]): string[] {
  return names.map((name) => people.get(name)!).sort();
}

function shownOf(fields: Fields, people: ReadonlyMap<SideName, string>): Shown {
  return {
    title: fields.title ?? '',
    body: paragraphsOf(fields.body ?? null),
    labels: fields.labels ?? [],
    status: fields.status ?? '',
    priority: null,
    assignees: (fields.assignees ?? []).map((id) => standsFor(people, id)),
  };
}
