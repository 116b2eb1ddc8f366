import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
const count = z.number().int();

export const auditPage = z.object({
  items: z.array(
    z.object({
      id: count,
      at: instant,
      actor: z.string(),
      action: z.string(),
      subject: z.string(),
      entityId: z.string().nullable(),
      why: z.string().nullable(),
      details: z.record(z.string(), z.unknown()),
      seq: count.nullable(),
      hash: z.string().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

const place = z.object({ seq: count, hash: z.string() });

export const auditExported = z.object({ file: z.string(), rows: count, start: place, end: place });

/** What `audit verify` prints, of a file or of the running instance. */
export const auditVerified = z.object({
  /** Null: what is stored was looked at. */
  file: z.string().nullable(),
  ok: z.boolean(),
  rows: count,
  start: place,
  end: place,
  faults: z.array(
    z.object({
      kind: z.enum(['changed', 'removed', 'inserted', 'reordered', 'unreadable']),
      seq: count,
      /** Of the file. */
      line: count.nullable(),
      message: z.string(),
    }),
  ),
  moreFaults: count,
  unsealed: count,
});
export type AuditVerified = z.output<typeof auditVerified>;

export const auditVerification = z.object({
  rows: count,
  start: place,
  end: place,
  faults: z.array(
    z.object({ kind: z.enum(['changed', 'removed', 'inserted', 'reordered']), seq: count, message: z.string() }),
  ),
  moreFaults: count,
  unsealed: count,
  oldestUnsealedAt: instant.nullable(),
});

/** The lines of an export. */
export const exportLine = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), format: z.literal('syncline-audit-1'), workspaceId: count, ...place.shape }),
  z.object({
    type: z.literal('row'),
    ...place.shape,
    id: count,
    workspaceId: count,
    at: z.string(),
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    entityId: z.string().nullable(),
    why: z.string().nullable(),
    details: z.unknown(),
  }),
  z.object({ type: z.literal('end'), rows: count, ...place.shape }),
]);
