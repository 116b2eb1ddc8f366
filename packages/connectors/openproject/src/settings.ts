import { z } from 'zod';

/** Settings of an OpenProject connection; the instance's address is the connection's base URL. */
export const openProjectSettings = z.object({
  /**
   * `api_key`: the token is a user's API key. `oauth`: it is an OAuth 2.0 access token, or there is none and one is had
   * for the client id and secret of an OAuth application (client credentials).
   */
  auth: z.enum(['api_key', 'oauth']).default('api_key'),
  /** Identifiers of the projects that are synced; absent: every project that the account can see. */
  projects: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9_-]*$/i, 'a project identifier, such as api-platform'))
    .min(1)
    .optional(),
  /** False: OpenProject tells nobody of what Syncline writes. */
  notify: z.boolean().default(true),
  /** Streams that take part; absent: all. */
  streams: z.array(z.string()).optional(),
});

export type OpenProjectSettings = z.infer<typeof openProjectSettings>;
