import { z } from 'zod';

/** Settings of a connection through Composio; `baseUrl` is https://backend.composio.dev. */
export const composioSettings = z.object({
  /** Which CRM the connected account is of. */
  toolkit: z.enum(['salesforce', 'hubspot']),
  /** The account at Composio whose credentials are used: `ca_1a2b3c4d5e6f`. */
  connectedAccountId: z.string().regex(/^[\w-]{4,64}$/, 'the id of a connected account, such as ca_1a2b3c4d5e6f'),
  /** Where the CRM itself is: the My Domain of a Salesforce organisation, https://api.hubapi.com. Composio forwards to this address alone. */
  vendorUrl: z.url({ protocol: /^https?$/ }),
  /** Settings as the CRM's own connector has them: `{ organizationId: 00D5g000004XyzzEAC }`, `{ portalId: 4711000 }`. */
  vendorSettings: z.record(z.string(), z.unknown()),
  /** Streams that take part; absent: all. */
  streams: z.array(z.string()).optional(),
});

export type ComposioSettings = z.infer<typeof composioSettings>;
