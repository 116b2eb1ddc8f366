import { z } from 'zod';
import { failedCheck } from './connection.ts';

const connectorSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    category: z.string(),
    isStub: z.boolean(),
    line: z.string().describe('What it keeps in step'),
    baseUrl: z.string().nullable().describe('Where every account is found; null: each has an address of its own'),
    address: z.string().describe('What address is meant'),
    settings: z.record(z.string(), z.unknown()).describe('JSON Schema of its settings'),
    secrets: z.array(z.object({ name: z.string(), title: z.string(), required: z.boolean() })),
    choices: z
      .array(z.object({ setting: z.string(), title: z.string() }))
      .describe('Settings that can be picked from what the account has'),
    oauth: z.array(z.enum(['authorization_code', 'client_credentials'])).describe('How it can be authorised by OAuth'),
    webhooks: z
      .enum(['registered', 'typed_in', 'none'])
      .describe('Who sets them up: Syncline, or a person at the vendor'),
  })
  .meta({ id: 'Connector' });

export const connectorListSchema = z.object({ items: z.array(connectorSchema) }).meta({ id: 'ConnectorList' });

const settings = z.record(z.string(), z.unknown());
const secrets = z
  .record(z.string().min(1).max(100), z.string().min(1).max(16_384))
  .describe('The secrets themselves by name; they are sealed, and never shown again');

/** What is tried out: nothing of it is stored. */
const draft = {
  baseUrl: z.string().trim().max(2_000),
  settings: settings.default({}),
  secrets: secrets.default({}),
};
/** `name` and `connector` may come along: then what is tried is what is sent to be made. */
export const draftSchema = z.strictObject({ ...draft, name: z.string().optional(), connector: z.string().optional() });

export const newConnectionSchema = z.strictObject({
  ...draft,
  name: z
    .string()
    .trim()
    .regex(/^[a-z0-9][\w.-]{0,99}$/i, 'letters, digits, dots, hyphens and underscores'),
  connector: z.string().min(1).max(100),
  why: z.string().trim().min(1).max(2_000).optional().describe('For the audit'),
});

export const connectionChangeSchema = z.strictObject({
  baseUrl: draft.baseUrl.optional(),
  settings: settings.optional().describe('All of them, as they are to be'),
  paused: z.boolean().optional().describe('true: nothing is asked of the vendor until it is false again'),
  why: newConnectionSchema.shape.why,
});

export const draftCheckSchema = z
  .discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('ok'), account: z.string(), detail: z.string().nullable() }),
    failedCheck,
  ])
  .meta({ id: 'DraftCheck' });

export const connectorParams = z.object({ connector: z.string().min(1).max(100) });
export const draftChoiceParams = connectorParams.extend({ setting: z.string().min(1).max(100) });
export const draftChoiceQuery = z.object({
  cursor: z.string().max(2_000).optional().describe('`nextCursor` of the page before'),
});
