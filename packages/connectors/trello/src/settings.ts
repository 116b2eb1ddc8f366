import { z } from 'zod';

/** Settings of a Trello connection; its base URL is `https://api.trello.com`. */
export const trelloSettings = z.object({
  boards: z
    .array(z.string().regex(/^([0-9a-f]{24}|[A-Za-z0-9]{8})$/, 'a board id, or the short name in its address'))
    .min(1)
    .optional()
    .describe(
      "Boards that are synced, by id or by the short name in their address (dQHqCohZ); absent: all of the token's member.",
    ),
  largestFileMb: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe(
      "The largest file that is attached, in megabytes: what the workspace's plan takes, 10 on the free one. Absent: 250, as the others do.",
    ),
  streams: z.array(z.string()).optional().describe('Streams that take part; absent: all.'),
});

export type TrelloSettings = z.infer<typeof trelloSettings>;
