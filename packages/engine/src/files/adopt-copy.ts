import type { CreateRequest } from '@syncline/connector-sdk';
import { nextReadSeq } from '@syncline/store';
import { bindWritten, endCreate } from '../write/finish-create.ts';
import type { WriteTask } from '../write/write-task.ts';
import { fileFieldsAt, findCopy } from './find-copy.ts';

/** Links a file that is there already, whoever has brought it, in place of sending it. */
export async function adoptCopy(task: WriteTask, scope: string, parents: CreateRequest['parents']): Promise<boolean> {
  const { ctx, row, doubts } = task;
  if (!task.writes.findCreated || doubts.length > 0) return false;
  const fields = await fileFieldsAt(task);
  const startedSeq = await nextReadSeq(ctx.store);
  const since = new Date(0);
  const found = await findCopy(task, { fields, ownKey: row.ownKey!, locators: {}, scope, parents, since });
  if (!found) return false;
  await bindWritten(task, found, startedSeq);
  await endCreate(task, null);
  return true;
}
