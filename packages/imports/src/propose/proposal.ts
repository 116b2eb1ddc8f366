import { z } from 'zod';
import { fieldKinds } from '../canonical-fields.ts';
import { manifestSchema } from '../manifest.ts';

const confidence = z.number().min(0).max(1);
const kind = z.enum(fieldKinds);
const columnOf = manifestSchema.shape.records.element.shape.fields.valueType;

const suggestionSchema = z.object({
  column: z.string(),
  kind: kind.nullable().describe('Null: it is left out'),
  field: z.string().nullable(),
  as: columnOf.shape.as.nullable(),
  confidence,
  reason: z.string(),
  by: z.string().describe('Which proposer says so'),
  samples: z.array(z.string()),
});

const changeSchema = z.object({
  kind,
  field: z.string(),
  column: columnOf.nullable().describe('Null: the field is left out'),
});

const questionSchema = z.object({
  id: z.string(),
  columns: z.array(z.string()),
  text: z.string(),
  choices: z.array(z.object({ value: z.string(), label: z.string(), changes: z.array(changeSchema) })),
  answer: z.string().nullable(),
});

/** What was found out about a file, and what it is proposed to mean. */
export const proposalSchema = z
  .object({
    findings: z.array(z.object({ about: z.string(), is: z.string(), confidence, reason: z.string() })),
    sheets: z.array(z.string()).describe('Of a workbook: the sheets that hold something'),
    rowsLookedAt: z.number().int(),
    columns: z.array(suggestionSchema),
    questions: z.array(questionSchema),
    warnings: z.array(z.string()),
    counting: z.array(z.string()).default([]).describe('Columns that count the rows: 1, 2, 3'),
    fields: z
      .array(z.object({ kind, field: z.string(), column: columnOf }))
      .describe('All that columns are taken for, also of kinds that wait for an answer'),
    manifest: manifestSchema,
  })
  .meta({ id: 'ImportProposal' });

export type Proposal = z.output<typeof proposalSchema>;
export type Suggestion = z.output<typeof suggestionSchema>;
export type Question = z.output<typeof questionSchema>;
export type ManifestChange = z.output<typeof changeSchema>;
