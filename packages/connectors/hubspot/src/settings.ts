import { z } from 'zod';

const propertyName = z.string().regex(/^[a-z]\w*$/, 'the internal name of a property, such as region');
const typeId = z.string().regex(/^2-\d{1,15}$/, 'the id of a custom object type, such as 2-3456789');

/** Settings of a HubSpot connection. `baseUrl` is https://api.hubapi.com, wherever the account's data is kept. */
export const hubspotSettings = z.object({
  portalId: z
    .union([z.number().int().positive(), z.string().regex(/^[1-9]\d{0,14}$/, 'the number of an account')])
    .transform(String)
    .describe("The account's id (Hub ID): what events must name, and what check compares."),
  customFields: z
    .record(z.string(), z.array(propertyName))
    .default({})
    .describe(`Properties carried beside the streams' own, by stream: { "companies": ["region"] }.`),
  customObjects: z
    .record(typeId, z.array(propertyName).min(1))
    .default({})
    .describe(
      'Types of custom objects that are read, and which of their properties: { "2-3456789": ["name", "renewed_on"] }.',
    ),
  searchesPerSecond: z
    .number()
    .min(0.1)
    .max(10_000)
    .default(4)
    .describe(
      'HubSpot lets an account make five searches a second, over all its apps; the rest is answered with 429. Each process keeps to this many.',
    ),
  appId: z
    .number()
    .int()
    .positive()
    .optional()
    .describe(
      "The app whose webhooks are set up by its developer key; absent where they are declared in the app's own configuration.",
    ),
  journalClientId: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe(
      'Client id of the app whose webhooks journal is read as a net under its webhooks; webhookSecret is its client secret. Absent: no journal is read.',
    ),
  streams: z.array(z.string()).optional().describe('Streams that take part; absent: all.'),
});

export type HubspotSettings = z.infer<typeof hubspotSettings>;
