import { z } from 'zod';
import { pageOf, serialId } from './paging.ts';

const setting = z
  .object({
    setting: z.string(),
    title: z.string(),
    ofStream: z.boolean().describe('True when `stream` has to say which one it is about'),
  })
  .meta({ id: 'ChoosableSetting' });

export const choosableSettingsSchema = z.object({ items: z.array(setting) });

export const choicePageSchema = pageOf(
  z
    .object({
      value: z.union([z.string(), z.number()]).describe('What to write into the setting'),
      title: z.string().describe('What people at the vendor call it'),
      detail: z.string().nullable(),
    })
    .meta({ id: 'Choice' }),
).meta({ id: 'ChoicePage' });

export const choiceParams = z.object({ id: serialId, setting: z.string().min(1).max(100) });
export const choiceQuery = z.object({
  stream: z.string().min(1).max(100).optional().describe('Which stream it is about, where `ofStream` says so'),
  cursor: z.string().max(2_000).optional().describe('`nextCursor` of the page before'),
});
