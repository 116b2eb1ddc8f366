import { z } from 'zod';

/** Settings of a Jira Cloud connection; the site's address is the connection's base URL. */
export const jiraSettings = z.object({
  email: z
    .email()
    .optional()
    .describe('Whose API token it is. Absent: the token is an OAuth 2.0 access token, sent as Bearer.'),
  projects: z
    .array(z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'a project key, such as API'))
    .min(1)
    .optional()
    .describe('Keys of the projects that are synced; absent: every project that the token can browse.'),
  webhooks: z
    .enum(['admin', 'dynamic'])
    .default('admin')
    .describe(
      "admin: the site's own webhooks, which sign their body and need an administrator. dynamic: those of an OAuth 2.0 app, which lapse after 30 days and prove their origin, not their body.",
    ),
  authorizationServer: z
    .url({ protocol: /^https?$/ })
    .default('https://auth.atlassian.com')
    .describe("Who gives out tokens of OAuth apps; another one than Atlassian's is a simulated one."),
  streams: z.array(z.string()).optional().describe('Streams that take part; absent: all.'),
});

export type JiraSettings = z.infer<typeof jiraSettings>;
