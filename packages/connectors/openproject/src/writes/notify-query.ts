import type { OpenProjectClient } from '../client.ts';

/** OpenProject tells people of a change unless it is asked not to. */
export function notifyQuery(client: OpenProjectClient): { readonly notify?: string } {
  return client.settings.notify ? {} : { notify: 'false' };
}
