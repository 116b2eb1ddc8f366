import { z } from 'zod';

/** Settings of a connection through Composio; `baseUrl` is https://backend.composio.dev. */
export const composioSettings = z.object({
  toolkit: z.enum(['salesforce', 'hubspot']).describe('Which CRM the connected account is of.'),
  connectedAccountId: z
    .string()
    .regex(/^[\w-]{4,64}$/, 'the id of a connected account, such as ca_1a2b3c4d5e6f')
    .describe('The account at Composio whose credentials are used: ca_1a2b3c4d5e6f.'),
  vendorUrl: z
    .url({ protocol: /^https?$/ })
    .describe(
      'Where the CRM itself is: the My Domain of a Salesforce organisation, https://api.hubapi.com. Composio forwards to this address alone.',
    ),
  vendorSettings: z
    .record(z.string(), z.unknown())
    .describe(
      "Settings as the CRM's own connector has them: { organizationId: 00D5g000004XyzzEAC }, { portalId: 4711000 }.",
    ),
  streams: z.array(z.string()).optional().describe('Streams that take part; absent: all.'),
});

export type ComposioSettings = z.infer<typeof composioSettings>;
