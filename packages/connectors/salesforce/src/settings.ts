import { z } from 'zod';
import { salesforceId } from './salesforce-id.ts';

const apiName = z.string().regex(/^[A-Za-z]\w*__c$/, 'the API name of a custom field, such as Region__c');

/** Settings of a Salesforce connection. `baseUrl` is the organisation's My Domain: https://acme.my.salesforce.com */
export const salesforceSettings = z.object({
  organizationId: z
    .string()
    .refine((id) => id.startsWith('00D') && salesforceId(id) !== null, 'an organisation id, such as 00D5g000004Xyz1EAA')
    .transform((id) => salesforceId(id) ?? id)
    .describe("The organisation's id, 15 or 18 characters: what signed callouts must name, and what check compares."),
  apiVersion: z
    .string()
    .regex(/^\d\d\.0$/, 'a version of the REST API, such as 62.0')
    .default('62.0')
    .describe('The version of the REST API that is spoken.'),
  customFields: z
    .record(z.string(), z.array(apiName))
    .default({})
    .describe(`Custom fields carried beside the streams' own, by stream: { "accounts": ["Region__c"] }.`),
  bulkThreshold: z
    .number()
    .int()
    .positive()
    .default(50_000)
    .describe('A first read of more records than this goes through Bulk API 2.0.'),
  seesAllRecords: z
    .boolean()
    .default(false)
    .describe(
      `True when the connection's user has View All on the objects, as our permission set grants it. Only then does "not found" of a record that is in no recycle bin prove that it is gone, and was not just hidden from us.`,
    ),
  streams: z.array(z.string()).optional().describe('Streams that take part; absent: all.'),
});

export type SalesforceSettings = z.infer<typeof salesforceSettings>;
