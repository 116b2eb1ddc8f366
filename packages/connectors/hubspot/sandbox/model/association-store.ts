import { ASSOCIATION_TYPES } from './schemas.ts';

/** What is associated with what, both ways, each in one or more types. */
export class AssociationStore {
  /** By `from object/id/to object`: type ids by the other's id. */
  readonly #types = new Map<string, Map<string, Set<number>>>();

  /** By id of the other end, in the order in which they were made. */
  of(from: string, id: string, to: string): ReadonlyMap<string, ReadonlySet<number>> {
    return this.#types.get(`${from}/${id}/${to}`) ?? new Map();
  }

  /** Whether a type of association is one from the first object to the second. */
  knows(from: string, to: string, typeId: number): boolean {
    return pairOf(from, to, typeId) !== null;
  }

  add(from: string, id: string, to: string, otherId: string, typeId: number): void {
    const pair = pairOf(from, to, typeId);
    if (pair === null) throw new Error(`no association ${typeId} from ${from} to ${to}`);
    const { mine, theirs, isPrimary } = pair;
    // One is the primary one: who was it before stays as a plain one.
    if (isPrimary)
      for (const [standing, types] of this.#types.get(`${from}/${id}/${to}`) ?? [])
        if (types.delete(mine[0]!)) this.#types.get(`${to}/${standing}/${from}`)?.get(id)?.delete(theirs[0]!);
    this.#put(from, id, to, otherId, mine);
    this.#put(to, otherId, from, id, theirs);
  }

  remove(from: string, id: string, to: string, otherId: string): void {
    this.#types.get(`${from}/${id}/${to}`)?.delete(otherId);
    this.#types.get(`${to}/${otherId}/${from}`)?.delete(id);
  }

  /** Of a record that is gone. */
  removeAll(from: string, id: string, objects: readonly string[]): void {
    for (const to of objects)
      for (const otherId of [...this.of(from, id, to).keys()]) this.remove(from, id, to, otherId);
  }

  #put(from: string, id: string, to: string, otherId: string, typeIds: readonly number[]): void {
    const key = `${from}/${id}/${to}`;
    const others = this.#types.get(key) ?? new Map<string, Set<number>>();
    this.#types.set(key, others);
    const types = others.get(otherId) ?? new Set<number>();
    others.set(otherId, types);
    for (const typeId of typeIds) types.add(typeId);
  }
}

/** The types of both ends; a primary association is a plain one as well. */
function pairOf(from: string, to: string, typeId: number) {
  for (const { primary, ...type } of ASSOCIATION_TYPES) {
    const isForward = type.from === from && type.to === to;
    if (!isForward && !(type.from === to && type.to === from)) continue;
    const [plain, inverse] = isForward ? [type.typeId, type.inverse] : [type.inverse, type.typeId];
    if (typeId === plain) return { mine: [plain], theirs: [inverse], isPrimary: false };
    const [first, second] = isForward ? (primary ?? []) : [primary?.[1], primary?.[0]];
    if (first !== undefined && second !== undefined && typeId === first)
      return { mine: [first, plain], theirs: [second, inverse], isPrimary: true };
  }
  return null;
}
