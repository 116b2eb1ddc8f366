import { z } from 'zod';
import { scopeAreas } from '../access/route-access.ts';
import { instant } from './paging.ts';

const roleSchema = z.enum(['viewer', 'operator', 'approver', 'admin']);
const scopeSchema = z
  .templateLiteral([z.enum(scopeAreas), ':', z.enum(['read', 'write', '*'])])
  .describe('What the key is cut down to, such as processes:write or sync:*');

export const keySchema = z
  .object({
    id: z.number().int(),
    name: z.string(),
    role: roleSchema,
    scopes: z.array(z.string()).nullable().describe('Null: all that its role may'),
    prefix: z.string().describe('The first characters of the key, to tell it from others'),
    state: z.enum(['standing', 'lapsed', 'revoked']),
    createdBy: z.string(),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable().describe('To the minute'),
    revokedAt: instant.nullable(),
    revokedBy: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' });

export const keyListSchema = z.object({ items: z.array(keySchema) }).meta({ id: 'ApiKeyList' });

export const newKeySchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}*$/u, 'holds a control character')
    .describe('Who or what uses it; one standing key a name'),
  role: roleSchema,
  scopes: z.array(scopeSchema).min(1).max(50).optional(),
  expiresAt: z.iso.datetime({ offset: true }).optional().describe('It never lapses when absent'),
});

export const createdKeySchema = keySchema
  .extend({ key: z.string().describe('The key itself: shown this once, and stored nowhere') })
  .meta({ id: 'CreatedApiKey' });

export const sessionSchema = z
  .object({
    by: z.enum(['machine', 'token', 'key', 'session']).describe('machine: somebody on this machine, who needs no key'),
    name: z.string().nullable().describe('Of the key'),
    role: roleSchema,
    scopes: z.array(z.string()).nullable(),
    workspaceId: z.number().int(),
    csrfToken: z.string().nullable().describe('Sessions only: sent as X-CSRF-Token with every change'),
  })
  .meta({ id: 'Session' });

export const newSessionSchema = z.strictObject({ key: z.string().min(1).max(200).describe('An API key') });
