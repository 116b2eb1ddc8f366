import { z } from 'zod';

/** Why somebody may want what is in stock. */
const interestExplanation = z.looseObject({
  by: z.enum(['interest', 'said']),
  sourceId: z.string(),
  says: z.string(),
  sentence: z.string().nullable(),
  saidAt: z.string().nullable(),
});

export const relationDocument = z.looseObject({
  direction: z.enum(['out', 'in']),
  type: z.string(),
  entityId: z.string().nullable(),
  title: z.string().nullable(),
  score: z.number().nullable().describe('Of interested_in: how well the item fits; null of others'),
  explanation: interestExplanation.nullable(),
});

export const matchDocument = z.object({
  whoId: z.string(),
  whoName: z.string().nullable(),
  itemId: z.string(),
  itemName: z.string().nullable(),
  score: z.number(),
  explanation: interestExplanation,
});
