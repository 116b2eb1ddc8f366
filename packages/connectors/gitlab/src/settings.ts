import { z } from 'zod';

const path = z
  .string()
  .regex(/^[\w.-]+(\/[\w.-]+)*$/, 'a full path as in the address of its page, such as acme/platform');

/** Settings of a GitLab connection. */
export const gitLabSettings = z
  .object({
    /** Full path of the group that is synced, with all of its subgroups. */
    group: path.optional(),
    /** Full paths of the projects that are synced; absent: every project of the group. */
    projects: z.array(path.regex(/\//, 'a full path, with its group or user')).min(1).optional(),
    /** Streams that take part; absent: all. */
    streams: z.array(z.string()).optional(),
  })
  .refine(({ group, projects }) => group !== undefined || projects !== undefined, {
    message: 'name a group, or projects, or both',
  });

export type GitLabSettings = z.infer<typeof gitLabSettings>;
