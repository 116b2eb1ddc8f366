import { z } from 'zod';
import { instant, serialId } from './paging.ts';

export const credentialSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    required: z.boolean(),
    source: z
      .enum(['vault', 'reference', 'absent'])
      .describe('vault: it was entered here; reference: it is kept outside'),
    reference: z.string().nullable().describe('Where it is kept outside: env:NAME or file:/path'),
    keyId: z.string().nullable().describe('The vault key that wraps it'),
    updatedAt: instant.nullable().describe('When it was entered'),
  })
  .meta({ id: 'Credential' });

export const credentialListSchema = z.object({ items: z.array(credentialSchema) }).meta({ id: 'CredentialList' });

export const credentialParams = z.object({ id: serialId, name: z.string().min(1).max(100) });

/** No references: whoever may change a connection must not learn what else this machine's files and variables hold. */
export const credentialValueSchema = z.strictObject({
  value: z.string().min(1).max(16_384).describe('The secret itself; it is sealed, and never shown again'),
});

const keysSchema = z
  .array(z.object({ keyId: z.string(), credentials: z.number().int() }))
  .describe('How many secrets each key wraps; one that is not here may be thrown away');

export const vaultSchema = z
  .object({
    keyId: z.string().nullable().describe('What wraps from now on; null: this process has no vault key'),
    otherKeyIds: z.array(z.string()).describe('What else this process can open'),
    keys: keysSchema,
  })
  .meta({ id: 'Vault' });

export const rotationSchema = z
  .object({
    keyId: z.string(),
    rewrapped: z.number().int(),
    failed: z.array(z.object({ connectionId: z.number().int(), name: z.string(), message: z.string() })),
    keys: keysSchema,
  })
  .meta({ id: 'VaultRotation' });
