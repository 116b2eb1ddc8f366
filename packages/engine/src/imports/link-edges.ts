import type { Json } from '@syncline/core';
import type { EntityState, ImportEdge } from '@syncline/store';

const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Those of the values that may name an entity. */
export function idsIn(values: readonly (Json | undefined)[]): string[] {
  return values.filter((value): value is string => typeof value === 'string' && isUuid.test(value));
}

/** Edges follow the fields that name entities: what a row says and the field does not hold after it has none. */
export function collectEdges() {
  const named = new Map<string, ImportEdge>();
  const left = new Map<string, ImportEdge>();
  const placeOf = ({ from, to }: ImportEdge): string => `${from} ${to}`;
  return {
    named: (): ImportEdge[] => [...named.values()],
    left: (): ImportEdge[] => [...left.values()],
    /** `before`: what the field named until then. */
    note({ id, fields }: EntityState, before: Json | undefined, to: string | undefined, field: string): void {
      for (const other of idsIn([before])) {
        if (Object.values(fields).includes(other)) continue;
        const edge = { from: id, to: other };
        named.delete(placeOf(edge));
        left.set(placeOf(edge), edge);
      }
      if (to === undefined || fields[field] !== to) return;
      const edge = { from: id, to };
      left.delete(placeOf(edge));
      named.set(placeOf(edge), edge);
    },
  };
}
