import { z } from 'zod';

/** A custom field's key, 40 hexadecimal characters. */
const fieldKey = z.string().regex(/^[0-9a-f]{40}$/, 'the 40-character key of a custom field');

/** Settings of a Pipedrive connection; its base URL is `https://api.pipedrive.com` or the company's own address. */
export const pipedriveSettings = z.object({
  fields: z
    .record(z.string(), z.record(z.string(), z.string().min(1)))
    .default({})
    .describe(
      `Custom fields that hold what Pipedrive has no field of its own for, where they are not called what the connector's page says: by stream, our field to the name or the key of theirs. { "quotes": { "total": "Offer sum" } }`,
    ),
  customFields: z
    .record(z.string(), z.array(fieldKey))
    .default({})
    .describe("Custom fields carried beside the streams' own, by stream and by their keys."),
  activityTypes: z
    .record(z.string(), z.enum(['call', 'sms', 'email', 'meeting', 'task']))
    .default({})
    .describe(`What the account's own types of activity are to others: { "site_visit": "meeting" }.`),
  seesAllRecords: z
    .boolean()
    .default(false)
    .describe(
      `True when the connection's user sees all records of the company. Only then does "not found" prove that a record is gone, and was not just hidden from us.`,
    ),
  authorizationServer: z.url().default('https://oauth.pipedrive.com').describe('Where OAuth tokens are asked for.'),
  streams: z.array(z.string()).optional().describe('Streams that take part; absent: all.'),
});

export type PipedriveSettings = z.infer<typeof pipedriveSettings>;
