import { z } from 'zod';
import { canonicalFields } from '../canonical-fields.ts';

const names = canonicalFields.map(({ kind, field }) => `${kind}.${field}`);

/** What it may say, and nothing else. */
export const answerSchema = z.strictObject({
  columns: z
    .array(
      z.strictObject({
        column: z.number().int().describe('Its number'),
        field: z.enum(names),
        confidence: z.number().min(0).max(1),
      }),
    )
    .max(1_000),
});

/** Services that keep to a schema are held to it; of those that do not the answer is checked all the same. */
export const answerFormat = {
  type: 'json_schema' as const,
  json_schema: { name: 'columns', strict: true, schema: schemaOf() },
};

/** Bounds of numbers and lists are left out: strict answers know none. */
function schemaOf(): Record<string, unknown> {
  return {
    type: 'object',
    properties: {
      columns: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            column: { type: 'integer' },
            field: { type: 'string', enum: names },
            confidence: { type: 'number', description: 'From 0 to 1' },
          },
          required: ['column', 'field', 'confidence'],
          additionalProperties: false,
        },
      },
    },
    required: ['columns'],
    additionalProperties: false,
  };
}
