import { SynclineError } from '@syncline/core';

/** A value that Pipedrive would not take, found before it is asked. */
export function refusedField(field: string, why: string, choices?: readonly string[]): SynclineError {
  return new SynclineError({
    class: 'invalid',
    code: 'pipedrive_field_refused',
    message: `${field} can't be written to Pipedrive: ${why}`,
    field,
    ...(choices && { choices }),
  });
}
