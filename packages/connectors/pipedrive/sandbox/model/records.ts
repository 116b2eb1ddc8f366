export type Entity = 'organizations' | 'persons' | 'deals' | 'activities' | 'notes' | 'users';

/** A record as version 2 of the API shows it; notes and users as version 1 does. */
export interface Row {
  readonly id: number;
  readonly [member: string]: unknown;
}

export type Values = Readonly<Record<string, unknown>>;

/** Version 2 has RFC 3339, version 1 a space and no zone. Both are UTC. */
export function timeOf(entity: Entity, at: Date | number): string {
  const text = new Date(at).toISOString().slice(0, 19);
  return entity === 'notes' || entity === 'users' ? text.replace('T', ' ') : `${text}Z`;
}

export function msOf(time: unknown): number {
  if (typeof time !== 'string') return Number.NaN;
  return Date.parse(time.includes('T') ? time : `${time.replace(' ', 'T')}Z`);
}

export function customOf(row: Values): Readonly<Record<string, unknown>> {
  return (row['custom_fields'] ?? {}) as Readonly<Record<string, unknown>>;
}
