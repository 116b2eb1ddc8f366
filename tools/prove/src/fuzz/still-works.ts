import { setTimeout as delay } from 'node:timers/promises';
import type { Ask } from './callers.ts';
import type { ServedHub, Survivor } from './served-hub.ts';

const TRAVEL_LIMIT_MS = 90_000;

/** Whether edits still travel, from a vendor and from the API; a sentence for what does not work any more. */
export async function stillWorks({ engine, left, right }: ServedHub, survivor: Survivor, ask: Ask): Promise<string[]> {
  const broken: string[] = [];
  for (const path of ['/livez', '/readyz', '/api/v1/status', '/openapi.json']) {
    const { status } = await ask('GET', path);
    if (status !== 200) broken.push(`afterwards ${path} answers ${status}`);
  }
  left.edit('Contact', survivor.left, { Phone: '+1 555 0100' });
  await engine.hint('left', { stream: 'contacts', externalId: survivor.left, locator: survivor.left, scope: 'org' });
  if (!(await comes(() => right.record('Contact', survivor.right)?.['Phone'] === '+1 555 0100')))
    broken.push('afterwards an edit at one vendor does not reach the other');
  const path = `/api/state/items/${survivor.entityId}`;
  const { body, headers } = await ask('GET', path);
  const fields = { ...(body as { fields: object }).fields, first_name: 'Afterwards' };
  const { status } = await ask('PUT', path, { fields }, { 'if-match': headers.get('etag') ?? '' });
  const isThere = (): boolean =>
    left.record('Contact', survivor.left)?.['FirstName'] === 'Afterwards' &&
    right.record('Contact', survivor.right)?.['FirstName'] === 'Afterwards';
  if (status !== 200) broken.push(`afterwards an edit in the hub is answered ${status}`);
  else if (!(await comes(isThere))) broken.push('afterwards an edit in the hub does not reach both vendors');
  return broken;
}

async function comes(isThere: () => boolean): Promise<boolean> {
  for (const began = performance.now(); performance.now() - began < TRAVEL_LIMIT_MS; await delay(100))
    if (isThere()) return true;
  return false;
}
