import { customType, timestamp } from 'drizzle-orm/pg-core';

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** A 64-bit transaction id; compared with pg_snapshot_xmin, never with wall clocks. */
export const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

/** A point in time: `timestamptz` in the database, Date in code. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
