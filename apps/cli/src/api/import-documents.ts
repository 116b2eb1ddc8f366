import { z } from 'zod';

const count = z.number();
const counts = z.record(z.string(), count);
const problem = z.object({
  row: z.number(),
  column: z.string().nullable(),
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
});

const summary = z.looseObject({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  sha256: z.string(),
  size: count,
  profile: z.string().nullable(),
  processId: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
});

export const importPage = z.object({ items: z.array(summary), nextCursor: z.string().nullable() });

export const importDocument = summary.extend({
  openQuestions: z.array(z.string()),
  proposal: z.looseObject({
    findings: z.array(z.object({ about: z.string(), is: z.string(), confidence: count, reason: z.string() })),
    columns: z.array(
      z.looseObject({
        column: z.string(),
        kind: z.string().nullable(),
        field: z.string().nullable(),
        confidence: count,
        reason: z.string(),
      }),
    ),
    questions: z.array(
      z.looseObject({
        id: z.string(),
        text: z.string(),
        choices: z.array(z.looseObject({ value: z.string(), label: z.string() })),
        answer: z.string().nullable(),
      }),
    ),
    warnings: z.array(z.string()),
  }),
  manifest: z.looseObject({}),
  counts: z.object({ entities: counts, rows: counts, undone: counts }),
});

export const importDryRun = z.object({
  rows: count,
  isWhole: z.boolean(),
  entities: counts,
  failedRows: count,
  warnings: count,
  records: z.array(
    z.looseObject({
      row: count,
      kind: z.string(),
      action: z.string(),
      recognisedBy: z.string().nullable(),
      changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
    }),
  ),
  problems: z.array(problem),
});

export const importProblemRows = z.object({
  items: z.array(
    z.object({
      row: count,
      state: z.string(),
      problems: z.array(problem),
      cells: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
});

export const importStarted = z.object({ importId: z.string(), processId: z.string() });
export const importCorrected = z.object({ row: count, problems: z.array(problem) });

const profileSummary = z.looseObject({
  id: z.number(),
  name: z.string(),
  columns: z.array(z.string()),
  kinds: z.array(z.string()),
  savedBy: z.string(),
  savedAt: z.string(),
});
export const importProfilePage = z.object({ items: z.array(profileSummary), nextCursor: z.string().nullable() });
export const importProfile = profileSummary.extend({ manifest: z.looseObject({}) });
export const importEvidence = z.object({ file: z.string(), size: count, sha256: z.string() });

export type ImportDocument = z.output<typeof importDocument>;
