import { z } from 'zod';

/** Query of every list. */
export const pagingQuery = z.object({
  cursor: z.string().max(500).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** One page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable().describe('Null on the last page') });
}

export const serialId = z.coerce.number().int().positive().max(2_147_483_647);
export const serialParams = z.object({ id: serialId });
export const bigSerialParams = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });
export const uuidParams = z.object({ id: z.uuid() });
/** `true` and `false` as query strings write them. */
export const queryBoolean = z.enum(['true', 'false']).transform((text) => text === 'true');
export const instant = z.date();
export const json = z.unknown().describe('Any JSON value');
