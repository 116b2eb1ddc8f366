import type { RecordFollowUp } from '@syncline/connector-sdk';
import { findHeld, type Origin, type PreparedRecord, type Sql } from '@syncline/store';
import type { MergeResult } from '../merge/merge-records.ts';
import type { NormalisedPage } from './page-bytes.ts';

export interface NextReads {
  readonly followUps: readonly RecordFollowUp[];
  /** Records to be read again, as they were read. */
  readonly readAgain: readonly PreparedRecord[];
}

/**
 * What has to be read because of records that were just merged. A follow-up that settles an edge is wanted only where
 * the graph holds such an edge of a record that did not show it, and whose edges are not those it was last merged with
 * (as long as they are, what was settled then stands), or where a newer read has overtaken what was shown along with it.
 */
export async function nextReads(
  tx: Sql,
  origin: Origin,
  { records, followUps }: Pick<NormalisedPage, 'records' | 'followUps'>,
  { otherEdgesIds, unsettledIds, readAgain }: Pick<MergeResult, 'otherEdgesIds' | 'unsettledIds' | 'readAgain'>,
): Promise<NextReads> {
  const otherEdges = new Set(otherEdgesIds);
  const unsettled = new Set(unsettledIds);
  const recordOf = new Map(records.map((record) => [record.externalId, record]));
  const wanted = followUps.filter(({ settles }) => settles === undefined);
  const mayBeHeld: { readonly followUp: RecordFollowUp; readonly record: PreparedRecord; readonly relation: string }[] =
    [];
  for (const followUp of followUps) {
    const record = recordOf.get(followUp.externalId);
    if (followUp.settles === undefined || !record) continue;
    if (unsettled.delete(keyOf(record))) wanted.push(followUp);
    else if (otherEdges.has(keyOf(record)) && !record.relations.includes(followUp.settles))
      mayBeHeld.push({ followUp, record, relation: followUp.settles });
  }
  const held = await findHeld(
    tx,
    origin,
    mayBeHeld.map(({ record, relation }) => ({ stream: record.stream, externalId: record.externalId, relation })),
  );
  return {
    followUps: [...wanted, ...held.map((index) => mayBeHeld[index]!.followUp)],
    readAgain: [...readAgain, ...records.filter((record) => unsettled.has(keyOf(record)))],
  };
}

function keyOf(record: { readonly stream: string; readonly externalId: string }): string {
  return `${record.stream}/${record.externalId}`;
}
