import { z } from 'zod';

/** Settings of a GitHub connection. */
export const gitHubSettings = z.object({
  /** The organisation or user whose repositories are synced. */
  owner: z
    .string()
    .min(1)
    .regex(/^[\w.-]+$/, 'an organisation or user name, without a slash'),
  /** Taken from GitHub's answer when absent. */
  ownerType: z.enum(['org', 'user']).optional(),
  /** `owner/name` or `name`; absent: every repository of the owner. */
  repositories: z
    .array(z.string().regex(/^([\w.-]+\/)?[\w.-]+$/, 'owner/name or name'))
    .min(1)
    .optional(),
  /** Which Projects (v2) are read, by number; true or absent: all that are open to the token. */
  projects: z.union([z.boolean(), z.array(z.number().int().positive())]).optional(),
  /** Streams that take part; absent: all. */
  streams: z.array(z.string()).optional(),
});

export type GitHubSettings = z.infer<typeof gitHubSettings>;
