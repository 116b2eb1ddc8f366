import { insertHints, type NewHint, type RecordAddress } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, mailboxJob } from '../enqueue.ts';
import { traced } from '../tracing/row-trace.ts';

export interface ReadAgain extends RecordAddress {
  readonly locator: string | null;
  readonly scope: string;
}

/** Has remote records read again as if the vendor had told of a change; what they show is merged like any change. */
export async function readAgain(ctx: EngineContext, records: readonly ReadAgain[]): Promise<void> {
  const hints = records.map((record): NewHint => ({ ...record, op: 'changed', source: 'replay', inboxId: null }));
  await insertHints(ctx.store, traced(hints));
  await enqueueAfterCommit(ctx, hints.map(mailboxJob));
}
