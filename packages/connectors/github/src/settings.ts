import { z } from 'zod';

/** Settings of a GitHub connection. */
export const gitHubSettings = z.object({
  owner: z
    .string()
    .min(1)
    .regex(/^[\w.-]+$/, 'an organisation or user name, without a slash')
    .describe('The organisation or user whose repositories are synced.'),
  ownerType: z.enum(['org', 'user']).optional().describe("Taken from GitHub's answer when absent."),
  repositories: z
    .array(z.string().regex(/^([\w.-]+\/)?[\w.-]+$/, 'owner/name or name'))
    .min(1)
    .optional()
    .describe('owner/name or name; absent: every repository of the owner.'),
  projects: z
    .union([z.boolean(), z.array(z.number().int().positive())])
    .optional()
    .describe('Which Projects (v2) are read, by number; true or absent: all that are open to the token.'),
  streams: z.array(z.string()).optional().describe('Streams that take part; absent: all.'),
});

export type GitHubSettings = z.infer<typeof gitHubSettings>;
