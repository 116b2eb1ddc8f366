import { z } from 'zod';

/** Settings of a connection to Quo; `baseUrl` is https://api.quo.com. */
export const quoSettings = z.object({
  phoneNumbers: z
    .array(z.string().regex(/^PN\w+$/, 'the id of a phone number, such as PN123abc'))
    .min(1)
    .optional()
    .describe(
      "Ids of the workspace's numbers whose calls and texts are read (PN123abc); absent: all that the key can see.",
    ),
  summaries: z
    .boolean()
    .default(true)
    .describe(
      'Whether calls bring their summaries and voicemails along; summaries come with the Business and Scale plans.',
    ),
  streams: z.array(z.string()).optional().describe('Streams that take part; absent: all.'),
});

export type QuoSettings = z.infer<typeof quoSettings>;
