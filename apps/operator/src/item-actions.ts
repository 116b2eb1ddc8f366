import type { Json } from '@syncline/core';
import type { ItemAction } from '@syncline/engine';
import { Problem } from './problem.ts';

export interface ActionRequest {
  readonly action: ItemAction['action'];
  readonly value?: unknown;
  readonly entityId?: string | null | undefined;
}

/** The action as the engine takes it. Throws Problem when a part is missing. */
export function itemActionOf({ action, value, entityId }: ActionRequest): ItemAction {
  switch (action) {
    case 'take_merged':
    case 'edit':
      if (value === undefined) throw missing('value', `${action} needs the value to take, in the terms of the hub`);
      return { action, value: value as Json };
    case 'link':
      if (entityId === undefined)
        throw missing('entityId', 'link needs the entity that the record is, or null for a new one');
      return { action, entityId };
    case 'refuse':
      return typeof entityId === 'string' ? { action, entityIds: [entityId] } : { action };
    default:
      return { action };
  }
}

/** 409: the engine says why not. */
export function refusedAction(reason: string, state: string): Problem {
  return new Problem({
    status: 409,
    code: 'wrong-state',
    title: 'Not possible in this state',
    detail: reason,
    state,
  });
}

function missing(field: string, message: string): Problem {
  return new Problem({
    status: 400,
    code: 'invalid-request',
    title: 'The request is not valid',
    detail: `${field}: ${message}`,
    errors: [{ field, message }],
  });
}
