import { z } from 'zod';

/** Settings of a Jira Cloud connection; the site's address is the connection's base URL. */
export const jiraSettings = z.object({
  /** Whose API token it is. Absent: the token is an OAuth 2.0 access token, sent as Bearer. */
  email: z.email().optional(),
  /** Keys of the projects that are synced; absent: every project that the token can browse. */
  projects: z
    .array(z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'a project key, such as API'))
    .min(1)
    .optional(),
  /**
   * `admin`: the site's own webhooks, which sign their body and need an administrator. `dynamic`: those of an OAuth 2.0
   * app, which lapse after 30 days and prove their origin, not their body.
   */
  webhooks: z.enum(['admin', 'dynamic']).default('admin'),
  /** Who gives out tokens of OAuth apps; another one than Atlassian's is a simulated one. */
  authorizationServer: z.url({ protocol: /^https?$/ }).default('https://auth.atlassian.com'),
  /** Streams that take part; absent: all. */
  streams: z.array(z.string()).optional(),
});

export type JiraSettings = z.infer<typeof jiraSettings>;
