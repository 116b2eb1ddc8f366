import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

export const credentialDocument = z.object({
  name: z.string(),
  title: z.string(),
  required: z.boolean(),
  source: z.enum(['vault', 'reference', 'absent']),
  reference: z.string().nullable(),
  keyId: z.string().nullable(),
  updatedAt: instant.nullable(),
});
export const credentialPage = z.object({ items: z.array(credentialDocument) });
export const authorisationDocument = z.object({
  authorizationUrl: z.string(),
  redirectUri: z.string(),
  expiresAt: instant,
});
export const authorisedDocument = z.object({ connection: z.string(), authorised: z.literal(true) });
