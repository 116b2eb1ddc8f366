import { type Json, sameValue } from '@syncline/core';
import type { EnqueueRequest } from '@syncline/queue';
import {
  dismissDuplicate,
  endHeld,
  findImport,
  type ProposalKind,
  type ProposalRow,
  readEntityFields,
  releaseWritebacks,
  type Sql,
} from '@syncline/store';
import { z } from 'zod';
import type { EngineContext } from '../context.ts';
import { writebackJob } from '../enqueue.ts';
import { mergeApproved } from '../identity/decide-duplicate.ts';
import { startApproved } from '../imports/start-import.ts';
import { actOnItem } from '../sync/act-on-item.ts';
import { editEntity } from '../sync/edit-entity.ts';
import { openApprovalItem } from './approval-item.ts';

/** What is done when a proposal of a kind is decided. */
export interface ProposalEffect {
  /** In the transaction of the decision. */
  approvedIn?(tx: Sql, proposal: ProposalRow): Promise<readonly EnqueueRequest[]>;
  /**
   * After it, and again after a crash: doing it twice does nothing twice. Returns why it can't be done, null when it was;
   * absent: what was approved ends by itself.
   */
  carryOut?(ctx: EngineContext, proposal: ProposalRow, actor: string): Promise<string | null>;
  /** In the transaction that ends it undone. */
  droppedIn?(tx: Sql, proposal: ProposalRow, how: 'rejected' | 'expired', words: string | null): Promise<void>;
}

/** A write that was held goes to the writer, which looks once more; the writer ends the proposal with the write. */
const held: ProposalEffect = {
  async approvedIn(tx, { writebackId, digest }) {
    return writebackId === null ? [] : (await releaseWritebacks(tx, [writebackId], digest)).map(writebackJob);
  },
  async droppedIn(tx, proposal, how, words) {
    const { writebackId } = proposal;
    const row = writebackId === null ? null : await endHeld(tx, writebackId, `It was not approved: ${how}.`);
    if (row) await openApprovalItem(tx, proposal, row, how, words);
  },
};

const importSubject = z.object({ importId: z.string() });
const enrichmentSubject = z.object({
  entityId: z.string(),
  kind: z.string(),
  fields: z.record(z.string(), z.json()),
  /** What the fields held when it was proposed. */
  before: z.record(z.string(), z.json()).optional(),
});
const mergeSubject = z.object({
  duplicateId: z.number(),
  survivorId: z.string().nullable(),
  fields: z.record(z.string(), z.string()),
  why: z.string().nullable(),
});
const mappingSubject = z.object({ itemId: z.number(), entityId: z.string().nullable() });

/** By kind. What takes part in approvals states here what follows from one. */
export const effects: Readonly<Record<ProposalKind, ProposalEffect>> = {
  writeback: held,
  bulk_delete: held,
  import: {
    async carryOut(ctx, { workspaceId, subject, digest }, actor) {
      const { importId } = importSubject.parse(subject);
      const found = await findImport(ctx.store, importId);
      // It was begun before a crash.
      if (found && found.state !== 'proposed') return null;
      const started = await startApproved(ctx, { workspaceId, importId, actor }, digest);
      if (started.outcome === 'started') return null;
      // Another worker began it at the same moment.
      const now = await findImport(ctx.store, importId);
      return now && now.state !== 'proposed' ? null : reasonOf(started);
    },
  },
  enrichment: {
    async carryOut(ctx, { workspaceId, subject, proposers }) {
      const { entityId, kind, fields, before = {} } = enrichmentSubject.parse(subject);
      const standing = await readEntityFields(ctx.store, workspaceId, entityId);
      if (!standing) return 'It is not found.';
      const holds = (field: string, value: Json): boolean => sameValue(standing.fields[field] ?? null, value);
      const moved = Object.keys(before).find((field) => !holds(field, before[field]!) && !holds(field, fields[field]!));
      if (moved !== undefined) return `${moved} has changed since it was proposed.`;
      const edit = { workspaceId, entityId, kind, fields, actor: proposers.join(', '), why: 'approved' };
      const edited = await editEntity(ctx, { ...edit, expectedVersion: standing.version });
      return edited.outcome === 'edited' || edited.outcome === 'unchanged' ? null : reasonOf(edited);
    },
  },
  mapping: {
    async carryOut(ctx, { workspaceId, subject }, actor) {
      const { itemId, entityId } = mappingSubject.parse(subject);
      const by = { workspaceId, actor, why: 'approved' };
      const done = await actOnItem(ctx, itemId, { action: 'link', entityId }, by);
      return done.outcome === 'done' ? null : reasonOf(done);
    },
  },
  merge: {
    async carryOut(ctx, { workspaceId, subject, digest, proposers }, actor) {
      const { duplicateId, survivorId, fields, why } = mergeSubject.parse(subject);
      const decided = { survivorId: survivorId ?? undefined, fields, digest };
      const who = `${proposers.join(', ')}, approved by ${actor}`;
      return mergeApproved(ctx, duplicateId, decided, { workspaceId, actor: who, why });
    },
    async droppedIn(tx, { workspaceId, subject, proposers }, how, words) {
      // Who is not asked for it again says so of the pair itself.
      if (how !== 'rejected') return;
      const { duplicateId } = mergeSubject.parse(subject);
      const why = ['its merge was not approved', ...(words === null ? [] : [words])].join(': ');
      await dismissDuplicate(tx, workspaceId, { id: duplicateId }, { actor: proposers.join(', '), why });
    },
  },
};

function reasonOf(outcome: { readonly outcome: string; readonly reason?: string }): string {
  return outcome.reason ?? `It is ${outcome.outcome.replaceAll('_', ' ')}.`;
}
