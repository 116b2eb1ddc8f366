import { SynclineError } from '@syncline/core';

/** A value that OpenProject would not take, found before it is asked. */
export function refusedField(field: string, why: string, choices?: readonly string[]): SynclineError {
  return new SynclineError({
    class: 'invalid',
    code: 'openproject_field_refused',
    message: `${field} can't be written to OpenProject: ${why}`,
    field,
    ...(choices && { choices }),
  });
}
