import type { EntryAnswer } from '@syncline/connector-sdk';
import type { JobInfo } from '@syncline/queue';
import { claimMoreCreates, type WritebackRow } from '@syncline/store';
import { carryOutCreate, finishCreate, type PreparedCreate, prepareCreate } from './carry-out-create.ts';
import { keepingLease } from './keep-lease.ts';
import { handleWriteFailure } from './write-failure.ts';
import { WriteRefused } from './write-refused.ts';
import type { WriteTask } from './write-task.ts';

/**
 * Creates of bulk work, as many as the vendor takes in one call. Each entry of the answer is handled for itself:
 * one that is refused does not keep the others, and a call without an answer leaves each of them in doubt.
 */
export async function carryOutCreates(task: WriteTask, info: JobInfo): Promise<void> {
  const { ctx, row, writes } = task;
  const size = writes.batchSize ?? 1;
  if (!writes.createMany || size < 2 || task.doubts.length > 0) return carryOutCreate(task);
  const more = await claimMoreCreates(ctx.store, row, size - 1, ctx.config.writeLeaseMs);
  if (more.length === 0) return carryOutCreate(task);
  await keepingLease(
    ctx,
    more.map(({ id }) => id),
    () => createTogether(task, more, info),
  );
}

async function createTogether(task: WriteTask, more: readonly WritebackRow[], info: JobInfo): Promise<void> {
  const tasks = [task, ...more.map((other): WriteTask => ({ ...task, row: other }))];
  const prepared: { readonly task: WriteTask; readonly create: PreparedCreate }[] = [];
  await sideBySide(tasks, (one) =>
    guarded(one, info, async () => {
      const create = await prepareCreate(one);
      if (create) prepared.push({ task: one, create });
    }),
  );
  if (prepared.length === 0) return;
  const answers = await callTogether(task, prepared);
  await sideBySide([...prepared.entries()], ([index, { task: one, create }]) =>
    guarded(one, info, async () => {
      const answer = answers[index]!;
      if (answer.outcome === 'refused') throw new WriteRefused(create.attemptId, create.request.fields, answer.error);
      await finishCreate(one, create, answer.written);
    }),
  );
}

/** Entries that are prepared or finished at once. */
const AT_ONCE = 4;

async function sideBySide<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const next = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

type Answer = EntryAnswer | { readonly outcome: 'refused'; readonly error: unknown };

async function callTogether(
  task: WriteTask,
  prepared: readonly { readonly create: PreparedCreate }[],
): Promise<readonly Answer[]> {
  try {
    const requests = prepared.map(({ create }) => create.request);
    const answers = await task.writes.createMany!(task.connection.client, requests, task.signal);
    return prepared.map(
      (_, index) =>
        answers[index] ?? {
          outcome: 'refused',
          error: new Error('the vendor answered for fewer entries than it was sent'),
        },
    );
  } catch (error) {
    return prepared.map(() => ({ outcome: 'refused', error }));
  }
}

async function guarded(task: WriteTask, info: JobInfo, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    await handleWriteFailure(task.ctx, task.row, thrown, info);
  }
}
