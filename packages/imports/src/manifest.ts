import { z } from 'zod';
import { fieldKinds } from './canonical-fields.ts';

/** Raised when a manifest of before could be read otherwise. */
export const MANIFEST_VERSION = 1;

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1250', 'iso-8859-2'] as const;
const formats = ['csv', 'tsv', 'json', 'ndjson', 'xlsx'] as const;

export type Format = (typeof formats)[number];
export type Encoding = (typeof encodings)[number];

const layoutSchema = z
  .strictObject({
    format: z.enum(formats),
    encoding: z.enum(encodings).default('utf-8').describe('Of text; others do not need it'),
    delimiter: z.enum([',', ';', '\t', '|']).optional().describe('Between the cells of csv'),
    sheet: z.string().max(100).optional().describe('The sheet of an xlsx; the first one when absent'),
    headerRow: z
      .number()
      .int()
      .min(0)
      .max(100)
      .default(1)
      .describe('The row that names the columns, from 1; 0: none does, they are called column 1, column 2'),
    columns: z
      .array(z.string().max(500))
      .max(1000)
      .describe('Names of the columns as they are, the second of two made its own: email, email (2)'),
  })
  .meta({ id: 'ImportLayout' });

const columnSchema = z
  .strictObject({
    column: z.string().max(500),
    as: z
      .enum([
        'text',
        'email',
        'phone',
        'domain',
        'date',
        'datetime',
        'number',
        'boolean',
        'first_name',
        'last_name',
        'range_from',
        'range_to',
        'currency',
      ])
      .describe(
        'How its cells are read; first_name and last_name take their part of a whole name, range_from and range_to theirs of “5.000 - 10.000”, currency what stands with an amount',
      ),
    dateOrder: z.enum(['ymd', 'dmy', 'mdy']).nullish().describe('Null: a question that is still open'),
    decimal: z.enum(['.', ',']).nullish().describe('What parts decimals. Null: a question that is still open'),
    region: z.string().length(2).nullish().describe('Country of telephone numbers without one: ISO 3166'),
    values: z
      .record(z.string().max(500), z.string().max(500))
      .optional()
      .describe('Words of the file in any case, and what they are in the hub'),
    whenEmpty: z
      .enum(['keep', 'clear'])
      .default('keep')
      .describe('What an empty cell says: nothing, or that the field is empty'),
  })
  .meta({ id: 'ImportColumn' });

const recordSchema = z
  .strictObject({
    kind: z.enum(fieldKinds),
    key: z
      .array(z.string().max(500))
      .max(5)
      .default([])
      .describe('Columns that together name a record, such as an id; else it is recognised by its fields'),
    fields: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,60}$/), columnSchema),
    links: z
      .record(z.string().regex(/^[a-z][a-z0-9_]{0,60}$/), z.enum(fieldKinds))
      .default({})
      .describe('Fields that name another record of the same row: account: account'),
  })
  .meta({ id: 'ImportRecord' });

/** What a file means: how it is laid out, and which record of the hub each row speaks of. */
export const manifestSchema = z
  .strictObject({
    version: z.literal(MANIFEST_VERSION),
    layout: layoutSchema,
    records: z.array(recordSchema).max(fieldKinds.length),
  })
  .meta({ id: 'ImportManifest' });

export type Manifest = z.output<typeof manifestSchema>;
export type ManifestRecord = Manifest['records'][number];
export type ManifestColumn = ManifestRecord['fields'][string];
export type Layout = Manifest['layout'];
