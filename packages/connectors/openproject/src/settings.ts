import { z } from 'zod';

/** Settings of an OpenProject connection; the instance's address is the connection's base URL. */
export const openProjectSettings = z.object({
  auth: z
    .enum(['api_key', 'oauth'])
    .default('api_key')
    .describe(
      "api_key: the token is a user's API key. oauth: it is an OAuth 2.0 access token, or there is none and one is had for the client id and secret of an OAuth application (client credentials).",
    ),
  projects: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9_-]*$/i, 'a project identifier, such as api-platform'))
    .min(1)
    .optional()
    .describe('Identifiers of the projects that are synced; absent: every project that the account can see.'),
  notify: z.boolean().default(true).describe('False: OpenProject tells nobody of what Syncline writes.'),
  streams: z.array(z.string()).optional().describe('Streams that take part; absent: all.'),
});

export type OpenProjectSettings = z.infer<typeof openProjectSettings>;
