import type { CustomField } from '../model/catalogue.ts';
import type { Instance } from '../model/instance.ts';

/**
 * What an administrator does: makes a field, or makes the one of that name what is given. Work packages keep what they
 * have of it unless it holds something else from now on. (At OpenProject a field keeps its format.)
 */
export function defineCustomField(instance: Instance, field: CustomField): void {
  const before = instance.customFields.get(field.name);
  instance.customFields.set(field.name, field);
  if (before && before.type !== field.type) dropValues(instance, field.name);
}

export function removeCustomField(instance: Instance, name: string): void {
  instance.customFields.delete(name);
  dropValues(instance, name);
}

/** That is no change of a work package: neither its time nor its version moves. */
function dropValues(instance: Instance, name: string): void {
  for (const one of instance.workPackages.values()) {
    const { [name]: dropped, ...custom } = one.custom;
    if (dropped !== undefined) instance.put({ ...one, custom });
  }
}
