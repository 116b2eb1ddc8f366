import { manifestSchema, proposalSchema } from '@syncline/imports';
import { z } from 'zod';
import { instant, pageOf, pagingQuery, serialId, uuidParams } from './paging.ts';

const count = z.number().int().min(0);
const counts = z.record(z.string(), count);
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const problem = z.object({
  row: z.number().int().describe('Where it stands in the file, from 1'),
  column: z.string().nullable().describe('Null: of the row as a whole'),
  severity: z.enum(['error', 'warning']).describe('error: the row waits for a person; warning: it is applied'),
  code: z.string(),
  message: z.string(),
});

const state = z.enum(['proposed', 'applying', 'applied', 'undoing', 'undone']);

const importShape = {
  id: z.uuid(),
  name: z.string(),
  state,
  sha256: z.string().describe('Of the bytes that came, which are kept unchanged'),
  size: count.describe('Bytes'),
  profile: z.string().nullable().describe('The profile that its meaning was taken from'),
  processId: z.uuid().nullable().describe('The process at work on it, or that was last'),
  processState: z.string().nullable(),
  done: z
    .object({ created: count, updated: count, unchanged: count, failed: count })
    .nullable()
    .describe('What the last process has done to rows so far; of an undo, to records'),
  proposalId: serialId.nullable().describe('The proposal that waits for an approval before it is applied'),
  replayOf: z.uuid().nullable(),
  createdBy: z.string(),
  createdAt: instant,
};

export const importsQuery = pagingQuery.extend({
  state: state.optional(),
  name: z.string().max(255).optional().describe("A part of the file's name, in any case"),
});

export const importPageSchema = pageOf(z.object(importShape).meta({ id: 'ImportSummary' })).meta({ id: 'ImportPage' });

export const importSchema = z
  .object({
    ...importShape,
    openQuestions: z.array(z.string()).describe('What has to be answered before it can be applied'),
    proposal: proposalSchema,
    manifest: manifestSchema,
    counts: z.object({ entities: counts, rows: counts, undone: counts }),
  })
  .meta({ id: 'Import' });

const words = z.object({
  encoding: manifestSchema.shape.layout.shape.encoding.unwrap().optional(),
  delimiter: manifestSchema.shape.layout.shape.delimiter,
  sheet: z.string().min(1).max(100).optional(),
  headerRow: z.coerce.number().int().min(0).max(100).optional(),
});

export const uploadQuery = words.extend({
  name: z.string().min(1).max(255).describe('The name of the file'),
});

export const importChangeSchema = z.object({
  answers: z
    .record(z.string().max(600), z.string().max(500))
    .optional()
    .describe('By the ids of questions: the value of a choice'),
  layout: words.optional().describe('How the file is laid out, where that was found out wrongly; it is looked at anew'),
  profile: z.string().min(1).max(100).optional().describe('The name of a profile whose meaning it takes'),
  manifest: manifestSchema.optional().describe('The whole meaning, written by a person'),
});

const profileShape = {
  id: serialId,
  name: z.string(),
  fingerprint: z.string().describe('Of the names of columns that it is found by'),
  columns: z.array(z.string()).describe('The columns of the file that it was made for'),
  kinds: z.array(z.string()).describe('What its rows speak of'),
  savedBy: z.string(),
  savedAt: instant,
};
export const profilePageSchema = pageOf(z.object(profileShape).meta({ id: 'ImportProfileSummary' })).meta({
  id: 'ImportProfilePage',
});
export const profileSchema = z.object({ ...profileShape, manifest: manifestSchema }).meta({ id: 'ImportProfile' });
export const importFieldsSchema = z
  .object({
    items: z.array(
      z.object({
        kind: manifestSchema.shape.records.element.shape.kind,
        field: z.string(),
        as: manifestSchema.shape.records.element.shape.fields.valueType.shape.as.describe('How its cells are read'),
      }),
    ),
  })
  .meta({ id: 'ImportFields' });
export const newProfileSchema = z.object({
  name: z.string().min(1).max(100).describe('One of that name is replaced'),
  importId: z.uuid().describe('The import whose meaning is kept'),
});

export const limitQuery = z.object({ limit: z.coerce.number().int().min(1).max(200).default(20) });
export const dryRunSchema = z
  .object({ limit: z.number().int().min(1).max(5_000).default(2_000) })
  .default({ limit: 2_000 });

export const previewSchema = z
  .object({
    rows: z.array(
      z.object({
        row: z.number().int(),
        records: z.array(
          z.object({
            kind: z.string(),
            key: z.string(),
            fields: z.record(z.string(), z.unknown()),
            links: z.record(z.string(), z.string()),
          }),
        ),
        problems: z.array(problem),
      }),
    ),
  })
  .meta({ id: 'ImportPreview' });

export const dryRunResultSchema = z
  .object({
    rows: count,
    isWhole: z.boolean().describe('False: these are the first rows'),
    entities: z.object({
      created: count,
      updated: count,
      unchanged: count,
      linked: count.describe('Were there already, and were recognised'),
    }),
    failedRows: count,
    warnings: count,
    records: z.array(
      z.object({
        row: z.number().int(),
        kind: z.string(),
        entityId: z.uuid(),
        action: z.enum(['created', 'revived', 'updated', 'unchanged']),
        recognisedBy: z.string().nullable(),
        changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
      }),
    ),
    problems: z.array(problem),
  })
  .meta({ id: 'ImportDryRun' });

export const applySchema = z
  .object({
    saveAs: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe('Keeps the meaning as a profile, for files of the same header'),
  })
  .default({});
export const startedSchema = z.object({ importId: z.uuid(), processId: z.uuid() });

export const problemRowsQuery = z.object({
  after: z.coerce.number().int().min(0).default(0).describe('The last row of the page before'),
  limit: pagingQuery.shape.limit,
});
export const problemRowsSchema = z
  .object({
    items: z.array(
      z.object({
        row: z.number().int(),
        state: z.enum(['staged', 'applied', 'unchanged', 'failed', 'corrected']),
        problems: z.array(problem),
        cells: z.record(z.string(), z.unknown()).nullable(),
      }),
    ),
  })
  .meta({ id: 'ImportProblemRows' });

export const importedPageSchema = pageOf(
  z
    .object({
      entityId: z.uuid(),
      kind: z.string(),
      name: z.string().nullable().describe('What people call it, as it stands now'),
      action: z.enum(['created', 'revived', 'updated', 'unchanged']),
      row: z.number().int().describe('The first row that spoke of it'),
      undone: z.enum(['restored', 'kept']).nullable().describe('What became of it when the import was taken back'),
    })
    .meta({ id: 'ImportedRecord' }),
).meta({ id: 'ImportedRecordPage' });

export const rowParams = uuidParams.extend({ row: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
export const correctionSchema = z.object({
  cells: z.record(z.string().max(500), cell).describe('By the names of columns; the others stay as they are'),
});
export const correctedSchema = z.object({ row: z.number().int(), problems: z.array(problem) });
