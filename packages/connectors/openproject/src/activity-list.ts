import type { OpenProjectClient } from './client.ts';
import { unpagedElements } from './collection.ts';
import { asItem, rawText } from './item.ts';
import { checkedId } from './scopes.ts';

/** A work package's activities, oldest first: what was changed, and what was said along with it or alone. */
async function readActivities(
  client: OpenProjectClient,
  workPackageId: string,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  return unpagedElements(client, `/work_packages/${checkedId(workPackageId)}/activities`, signal);
}

/** Those of them that say something. */
export async function readComments(
  client: OpenProjectClient,
  workPackageId: string,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  return (await readActivities(client, workPackageId, signal)).filter(isComment);
}

export function isComment(activity: unknown): boolean {
  return Boolean(rawText(asItem(activity)?.['comment'])?.trim());
}
