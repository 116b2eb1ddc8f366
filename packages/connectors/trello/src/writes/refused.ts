import { SynclineError } from '@syncline/core';

/** A value that Trello would not take, found before it is asked. */
export function refusedField(field: string, why: string, choices?: readonly string[]): SynclineError {
  return new SynclineError({
    class: 'invalid',
    code: 'trello_field_refused',
    message: `${field} can't be written to Trello: ${why}`,
    field,
    ...(choices && { choices }),
  });
}

/** A create whose answer does not say what it made. */
export function noCreatedId(what: string): SynclineError {
  return new SynclineError({
    class: 'partial',
    code: 'trello_no_created_id',
    message: `Trello made a ${what} and did not say which`,
  });
}
