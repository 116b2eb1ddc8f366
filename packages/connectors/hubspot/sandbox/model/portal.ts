import { Refusal } from '../changes/refusal.ts';
import type { SandboxSettings } from '../options.ts';
import { AssociationStore } from './association-store.ts';
import { ObjectStore } from './object-store.ts';
import { SCHEMAS } from './schemas.ts';
import { seedPortal } from './seeding.ts';

export interface Owner {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly userId: number;
  readonly archived: boolean;
  readonly createdAt: number;
}

/** Something that happened, as subscriptions tell of it. */
export interface Happened {
  readonly object: string;
  readonly change: 'creation' | 'deletion' | 'propertyChange' | 'associationChange' | 'restore' | 'merge';
  readonly at: number;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Everything the simulated account knows. */
export class Portal {
  readonly settings: SandboxSettings;
  readonly stores: ReadonlyMap<string, ObjectStore> = new Map(
    SCHEMAS.map((schema) => [schema.name, new ObjectStore(schema)]),
  );
  readonly associations = new AssociationStore();
  readonly owners: Owner[] = [];
  onChange: (happened: Happened) => void = () => undefined;

  constructor(settings: SandboxSettings) {
    this.settings = settings;
    seedPortal(this);
  }

  /** Above every id that was given, of whatever object. */
  takeId(): string {
    const last = [...this.stores.values()].map(({ lastId }) => lastId);
    return String(Math.max(30_000_000_000, ...last) + 7);
  }

  nowMs(): number {
    return this.settings.now().getTime();
  }

  /** By its name or its type id. */
  store(object: string): ObjectStore {
    const found = this.stores.get(object) ?? [...this.stores.values()].find(({ schema }) => schema.typeId === object);
    if (found === undefined) throw new Refusal(400, 'VALIDATION_ERROR', `Unable to infer object type from: ${object}`);
    return found;
  }
}
