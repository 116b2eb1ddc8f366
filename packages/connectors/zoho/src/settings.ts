import { z } from 'zod';

const apiName = z.string().regex(/^[A-Za-z]\w*$/, 'the API name of a field, such as Region');

/** Settings of a Zoho CRM connection. `baseUrl` is the API domain of its data centre: https://www.zohoapis.eu */
export const zohoSettings = z.object({
  customFields: z
    .record(z.string(), z.array(apiName))
    .default({})
    .describe(`Custom fields carried beside the streams' own, by stream: { "accounts": ["Region"] }.`),
  pipeline: z
    .string()
    .min(1)
    .optional()
    .describe('The pipeline that deals are made in, where the account has several.'),
  quoteProduct: z
    .string()
    .regex(/^\d{6,20}$/, 'the id of a product')
    .optional()
    .describe(
      'Id of the product that stands on the one line of a quote that we make: Zoho wants a line in each quote.',
    ),
  accountsUrl: z
    .url()
    .optional()
    .describe('Where tokens are asked for; absent: at the accounts server of the data centre that baseUrl names.'),
  seesAllRecords: z
    .boolean()
    .default(false)
    .describe(
      "True when the connection's user sees every record of the modules, as an administrator does. Only then does a record that is neither shown nor in the recycle bin count as deleted, and not as hidden from us.",
    ),
});

export type ZohoSettings = z.infer<typeof zohoSettings>;
