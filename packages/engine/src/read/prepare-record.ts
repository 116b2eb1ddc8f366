import { hash } from 'node:crypto';
import { canonicalJson, type NormalisedRecord } from '@syncline/core';
import type { PreparedEdge, PreparedRecord } from '@syncline/store';

/**
 * A normalised record as the merge wants it: its fields as canonical text, and hashes by which an
 * unchanged record is known without reading it. The vendor's time stamp takes no part in them: it moves
 * without any field having changed.
 */
export function prepareRecord(record: NormalisedRecord, scope: string, rawHash: string | null = null): PreparedRecord {
  const fields = canonicalJson(record.fields);
  const edges = record.references.map(toEdge).sort(byText);
  const relations = [...record.relations].sort();
  const edgesText = JSON.stringify([relations, edges.map((edge) => [edge.relation, edge.stream, edge.target])]);
  return {
    stream: record.stream,
    externalId: record.externalId,
    scope,
    kind: record.kind,
    locator: record.locator,
    url: record.url,
    remoteUpdatedAt: record.remoteUpdatedAt,
    fields,
    edges,
    relations,
    hash: shortHash(
      `${record.kind}\n${record.locator}\n${record.url}\n${scope}\n${record.ownKey ?? ''}\n${record.version ?? ''}\n${record.inbound ?? ''}${edgesText}\n${fields}`,
    ),
    rawHash,
    edgesHash: shortHash(edgesText),
    partial: record.partial === true,
    ...(record.inbound === undefined ? {} : { inbound: record.inbound }),
    ...(record.ownKey === undefined ? {} : { ownKey: record.ownKey }),
    ...(record.version === undefined ? {} : { version: record.version }),
    ...(record.fieldTimes === undefined ? {} : { fieldTimes: record.fieldTimes }),
  };
}

function toEdge(reference: NormalisedRecord['references'][number]): PreparedEdge {
  const target = reference.externalId === null ? `at:${reference.locator}` : `id:${reference.externalId}`;
  return { relation: reference.relation, stream: reference.stream, target };
}

function byText(a: PreparedEdge, b: PreparedEdge): number {
  return compare(a.relation, b.relation) || compare(a.stream, b.stream) || compare(a.target, b.target);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** 144 bits of SHA-256: equal hashes stand for equal records, so chance must not make two alike. */
function shortHash(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 24);
}
