import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

export const keyDocument = z.object({
  id: z.number().int(),
  name: z.string(),
  role: z.string(),
  scopes: z.array(z.string()).nullable(),
  prefix: z.string(),
  state: z.string(),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
  revokedBy: z.string().nullable(),
});
export const createdKeyDocument = keyDocument.extend({ key: z.string() });
export const rotationDocument = z.object({
  keyId: z.string(),
  rewrapped: z.number().int(),
  failed: z.array(z.object({ connectionId: z.number().int(), name: z.string(), message: z.string() })),
  keys: z.array(z.object({ keyId: z.string(), credentials: z.number().int() })),
});
export const vaultDocument = z.object({
  keyId: z.string().nullable(),
  otherKeyIds: z.array(z.string()),
  keys: rotationDocument.shape.keys,
});
export const keyList = z.object({ items: z.array(keyDocument) });
