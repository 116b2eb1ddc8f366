import { z } from 'zod';
import { instant, json, pageOf, pagingQuery } from './paging.ts';

const state = z.enum(['queued', 'sending', 'held', 'done', 'failed', 'cancelled']);
const fields = z.record(z.string(), json);

export const writebackPageSchema = pageOf(
  z
    .object({
      id: z.number().int(),
      entityId: z.uuid(),
      connectionId: z.number().int(),
      connectionName: z.string(),
      stream: z.string(),
      externalId: z.string().nullable().describe('Null while the remote record is not made'),
      op: z.enum(['create', 'update', 'delete']),
      state,
      lane: z.enum(['live', 'bulk']),
      attempts: z.number().int().describe('Failed tries that counted'),
      nextAttemptAt: instant.nullable(),
      waitsFor: z.string().nullable(),
      errorClass: z.string().nullable(),
      error: z.string().nullable(),
      processId: z.uuid().nullable(),
      correlationId: z.string().nullable(),
      causedAt: instant.describe('When what it carries was observed at its origin'),
      createdAt: instant,
      finishedAt: instant.nullable(),
      lastAttempt: z
        .object({
          state: z.enum(['sent', 'doubt', 'done', 'refused', 'unsent']),
          patch: fields.describe('What was sent'),
          expected: fields.describe('What the remote showed before'),
          error: z.string().nullable(),
          startedAt: z.string(),
          finishedAt: z.string().nullable(),
        })
        .nullable(),
    })
    .meta({ id: 'Writeback' }),
).meta({ id: 'WritebackPage' });

export const writebackQuery = pagingQuery.extend({
  entityId: z.uuid().optional(),
  state: z
    .enum([...state.options, 'open'])
    .optional()
    .describe('open: queued or sending'),
  connection: z.string().min(1).max(200).optional().describe('Name or id'),
});
