import type { FetchedRecord, RecordKey } from '@syncline/connector-sdk';
import { workPackageOfLocator } from './attached.ts';
import type { OpenProjectClient } from './client.ts';
import { fetchRecord } from './fetch-record.ts';
import { asItem, type Item } from './item.ts';
import { linkedId } from './links.ts';
import { leftOutProject } from './project-list.ts';
import { checkedId } from './scopes.ts';

export interface AttachedPlace {
  readonly name: string;
  readonly resource: 'activities' | 'attachments';
  /** The link to the work package that it hangs at. */
  readonly link: 'workPackage' | 'container';
  /** What became of it, where there is an object of that id and it is no record of ours (any more). */
  otherwise(item: Item | null): FetchedRecord | null;
}

/** What hangs at a work package, by its own id; the work package tells whether it takes part, and whether 404 is a delete. */
export function fetchAttached(
  client: OpenProjectClient,
  key: RecordKey,
  place: AttachedPlace,
  signal: AbortSignal,
): Promise<FetchedRecord> {
  const readWorkPackage = (id: string) => client.send({ path: `/work_packages/${checkedId(id)}` }, signal);
  const known = workPackageOfLocator(key.locator);
  return fetchRecord({
    name: `${place.name} ${key.externalId}`,
    async read() {
      const { raw, data } = await client.send({ path: `/${place.resource}/${checkedId(key.externalId)}` }, signal);
      const item = asItem(data);
      const otherwise = place.otherwise(item);
      if (otherwise) return otherwise;
      const workPackageId = linkedId(item, place.link).id;
      if (client.settings.projects && workPackageId !== null) {
        const workPackage = await readWorkPackage(workPackageId);
        const detail = await leftOutProject(client, linkedId(asItem(workPackage.data), 'project').id, signal);
        if (detail !== null) return { outcome: 'out_of_scope', detail };
      }
      return { outcome: 'found', raw };
    },
    ...(known !== null && { control: () => readWorkPackage(known) }),
  });
}
