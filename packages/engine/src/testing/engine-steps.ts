import type { PageState } from '@syncline/core';
import type { JobInfo } from '@syncline/queue';
import type { RecordAddress } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { mergePage } from '../merge/merge-page.ts';
import { completeProcess } from '../processes/complete-process.ts';
import { planProcess } from '../processes/plan-process.ts';
import { fetchPage } from '../read/fetch-page.ts';
import { syncRecord } from '../read/sync-record.ts';
import { transformPage } from '../read/transform-page.ts';
import { processDelivery } from '../webhooks/process-delivery.ts';

/** The use cases that workers run, taken one at a time in an order that the test chooses. */
export interface EngineSteps {
  /** Plans what is to be planned; returns how many processes. */
  plan(): Promise<number>;
  /** Open pages, in the order of their ids. */
  pages(state: PageState): Promise<StepPage[]>;
  fetch(pageId: number, info?: Partial<JobInfo>): Promise<void>;
  transform(pageId: number): Promise<void>;
  merge(pageId: number): Promise<void>;
  /** From reading to merging. */
  pass(pageId: number): Promise<void>;
  /** Hints of all mailboxes, a mailbox at a time; returns how many mailboxes had some. */
  drainMailboxes(): Promise<number>;
  drainDeliveries(): Promise<number>;
  complete(): Promise<number>;
  /** All of it until nothing is left to do. */
  settle(): Promise<void>;
}

export interface StepPage {
  readonly id: number;
  readonly kind: string;
  readonly cursor: { readonly page?: number } | null;
}

export const firstTry: JobInfo = {
  jobId: 'step',
  attempt: 1,
  lastAttempt: false,
  signal: new AbortController().signal,
};

export function createEngineSteps(ctx: EngineContext): EngineSteps {
  const ids = async <Id>(sql: string): Promise<Id[]> =>
    (await ctx.store.query<{ id: Id & string }>(sql)).rows.map((row) => row.id);
  const steps: EngineSteps = {
    plan: async () => {
      const processes = await ids<string>(
        `select id from processes where state in ('created', 'initializing') order by created_at, id`,
      );
      for (const id of processes) await planProcess(ctx, id, firstTry);
      return processes.length;
    },
    pages: async (state) =>
      (
        await ctx.store.query<StepPage & Record<string, unknown>>(
          `select id, kind, cursor from pages where state = $1 order by id`,
          [state],
        )
      ).rows,
    fetch: (pageId, info = {}) => fetchPage(ctx, pageId, { ...firstTry, ...info }),
    transform: (pageId) => transformPage(ctx, pageId, firstTry),
    merge: (pageId) => mergePage(ctx, pageId, firstTry),
    pass: async (pageId) => {
      await steps.fetch(pageId);
      await steps.transform(pageId);
      await steps.merge(pageId);
    },
    drainMailboxes: async () => {
      const { rows } = await ctx.store.query<RecordAddress & Record<string, unknown>>(
        `select distinct workspace_id as "workspaceId", connection_id as "connectionId", stream, external_id as "externalId" from hints where state = 'pending'`,
      );
      for (const mailbox of rows) await syncRecord(ctx, mailbox, firstTry);
      return rows.length;
    },
    drainDeliveries: async () => {
      const waiting = await ids<number>(`select id from inbox where state = 'received' order by id`);
      for (const id of waiting) await processDelivery(ctx, id);
      return waiting.length;
    },
    complete: async () => {
      const processes = await ids<string>(`select id from processes where state = 'completing'`);
      for (const id of processes) await completeProcess(ctx, id);
      return processes.length;
    },
    settle: async () => {
      for (let round = 0; round < 200; round++) {
        let done = (await steps.plan()) + (await steps.drainDeliveries()) + (await steps.drainMailboxes());
        for (const state of ['queued', 'fetched', 'normalised'] as const) {
          for (const { id } of await steps.pages(state)) {
            await steps.pass(id);
            done++;
          }
        }
        done += await steps.complete();
        if (done === 0) return;
      }
      throw new Error('there is always something left to do');
    },
  };
  return steps;
}
