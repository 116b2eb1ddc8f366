import { invalidModule } from '../changes/refusal.ts';
import type { ModuleStore } from '../model/module-store.ts';
import type { Organisation } from '../model/organisation.ts';

/** A module that records are read and written of. */
export function storeAt(organisation: Organisation, module: string): ModuleStore {
  const store = organisation.store(module);
  if (store === undefined || module === 'Users') throw invalidModule(module);
  return store;
}
