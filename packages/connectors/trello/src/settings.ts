import { z } from 'zod';

/** Settings of a Trello connection; its base URL is `https://api.trello.com`. */
export const trelloSettings = z.object({
  /** Boards that are synced, by id or by the short name in their address (`dQHqCohZ`); absent: all of the token's member. */
  boards: z
    .array(z.string().regex(/^([0-9a-f]{24}|[A-Za-z0-9]{8})$/, 'a board id, or the short name in its address'))
    .min(1)
    .optional(),
  /** Streams that take part; absent: all. */
  streams: z.array(z.string()).optional(),
});

export type TrelloSettings = z.infer<typeof trelloSettings>;
