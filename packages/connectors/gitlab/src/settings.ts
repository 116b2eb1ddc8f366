import { z } from 'zod';

const path = z
  .string()
  .regex(/^[\w.-]+(\/[\w.-]+)*$/, 'a full path as in the address of its page, such as acme/platform');

/** Settings of a GitLab connection. */
export const gitLabSettings = z
  .object({
    group: path.optional().describe('Full path of the group that is synced, with all of its subgroups.'),
    projects: z
      .array(path.regex(/\//, 'a full path, with its group or user'))
      .min(1)
      .optional()
      .describe('Full paths of the projects that are synced; absent: every project of the group.'),
    largestFileMb: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .describe(
        'The largest file that is uploaded, in megabytes: what the instance takes. Absent: 100, as GitLab comes.',
      ),
    streams: z.array(z.string()).optional().describe('Streams that take part; absent: all.'),
  })
  .refine(({ group, projects }) => group !== undefined || projects !== undefined, {
    message: 'name a group, or projects, or both',
  });

export type GitLabSettings = z.infer<typeof gitLabSettings>;
