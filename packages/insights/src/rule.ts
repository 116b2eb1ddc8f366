import { z } from 'zod';

export const severities = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof severities)[number];

const word = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'small letters, digits and _, a letter first');
const words = z.array(word).max(30);
const parameter = z.union([z.number(), z.boolean(), z.string().max(500)]);

/** What a rule may ask for: values added to the entity, which wait for an approval like any. */
const proposal = z.strictObject({
  title: z.string().min(1).max(200).describe('What is proposed; {column} stands for a value of the finding'),
  fields: z
    .record(z.string().min(1).max(100), z.union([parameter, z.null()]))
    .refine((fields) => Object.keys(fields).length > 0, 'name at least one field')
    .describe('By field of the entity: the value that it is to have; {column} stands for a value of the finding'),
});

/** One rule of a pack, as it is written. */
export const ruleSchema = z.strictObject({
  id: word.describe('What findings, the API and the configuration call it by'),
  title: z.string().min(1).max(200),
  description: z.string().max(2_000).optional(),
  severity: z.enum(severities).default('warning'),
  params: z.record(word, parameter).default({}).describe('Values that the SQL names with a colon: :days'),
  sql: z.string().min(1).max(20_000).describe('One SELECT over the views; a row is a finding'),
  entity: word.default('entity_id').describe('The column with the id of the entity that a finding is about'),
  key: word.optional().describe('A column that tells several findings about one entity apart'),
  evidence: words.min(1).describe('The columns that are shown as evidence'),
  watch: words.optional().describe('Of the evidence, what reopens a dismissed finding when it changes; absent: all'),
  says: z.string().min(1).max(500).describe('The finding in a sentence; {column} stands for a value of it'),
  proposal: proposal.optional(),
  every_minutes: z.number().int().min(1).max(10_080).default(15),
  timeout_seconds: z.number().int().min(1).max(60).default(10),
});

export type Parameter = z.output<typeof parameter>;

/** A rule as it is run. */
export interface Rule extends Omit<z.output<typeof ruleSchema>, 'every_minutes' | 'timeout_seconds'> {
  readonly everyMinutes: number;
  readonly timeoutSeconds: number;
  /** The file that it is written in. */
  readonly file: string;
  readonly line: number;
}
