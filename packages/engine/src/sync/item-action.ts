import type { Json } from '@syncline/core';
import { type ItemForAction, type Sql, writeAudit } from '@syncline/store';
import type { Before } from './undo-action.ts';

export type ItemAction =
  /** Read or write once more. */
  | { readonly action: 'retry' }
  /** The hub's value stands, and is written. For what waits for an approval: approve. */
  | { readonly action: 'take_local' }
  /** The remote's value is taken into the hub. */
  | { readonly action: 'take_remote' }
  /** This value, in the hub's terms, is taken and written everywhere. */
  | { readonly action: 'take_merged' | 'edit'; readonly value: Json }
  /** Both are brought together where they go together; else who wins is as `merge_with_audit` has it. */
  | { readonly action: 'merge' }
  /** The difference is accepted until one of both sides changes. */
  | { readonly action: 'ignore' }
  /** It was dealt with elsewhere. */
  | { readonly action: 'resolve' }
  /** A record that may be an entity's: it is; null: it is a new one. */
  | { readonly action: 'link'; readonly entityId: string | null }
  /** It is none of these, and is never proposed to be again; absent: none of those that the item lists. */
  | { readonly action: 'refuse'; readonly entityIds?: readonly string[] };

export interface ActedBy {
  readonly workspaceId: number;
  readonly actor: string;
  readonly why: string | null;
}

export type ActionOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'refused'; readonly reason: string };

/** `before`: what takes it back. */
export async function auditAction(
  tx: Sql,
  item: ItemForAction,
  action: ItemAction,
  by: ActedBy,
  before: Before | null = null,
): Promise<void> {
  await writeAudit(tx, [
    {
      workspaceId: by.workspaceId,
      actor: by.actor,
      action: `item.${action.action}`,
      subject: `item ${item.id} (${item.class} ${item.code}${item.field === null ? '' : ` ${item.field}`})`,
      entityId: item.entityId,
      why: by.why,
      details: { itemId: item.id, ...action, ...(before && { before }) },
    },
  ]);
}
