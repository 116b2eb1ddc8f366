import { z } from 'zod';

/** The kinds of entity of which duplicates are looked for. */
export const identityKinds = ['account', 'contact'] as const;
export type IdentityKind = (typeof identityKinds)[number];

const probability = z.number().min(0.01).max(1);

/** What becomes of two entities of a kind that are likely to be one. */
export const identityRule = z
  .strictObject({
    link: probability.optional().describe('From this probability on two are merged without asking; 0.9995 by default'),
    propose: probability.optional().describe('From this probability on somebody is asked; 0.5 by default'),
    automatic: z.boolean().optional().describe('false: nothing is merged without asking; true by default'),
    announce: z
      .boolean()
      .optional()
      .describe('Whether records that are kept in step are written what the merge came to; true by default'),
  })
  .refine(({ link = 0.9995, propose = 0.5 }) => propose <= link, {
    message: 'propose must not be above link',
  });

export type IdentityRuleSettings = z.output<typeof identityRule>;
