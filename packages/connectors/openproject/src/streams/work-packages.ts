import type { FetchedRecord, RecordKey, Stream } from '@syncline/connector-sdk';
import type { OpenProjectClient } from '../client.ts';
import { newestFirst } from '../collection.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem } from '../item.ts';
import { linkedId } from '../links.ts';
import { normalizeWorkPackage } from '../normalize-work-package.ts';
import { leftOutProject, readProject } from '../project-list.ts';
import { checkedId, SITE_SCOPE } from '../scopes.ts';
import { workPackageFields } from '../work-package-fields.ts';
import { readByTime, WORK_PACKAGE_PAGE, workPackagesOf } from '../work-package-list.ts';
import { keepPage, parseWorkPackages } from '../work-package-page.ts';
import { workPackageWrites } from '../writes/work-package-writes.ts';

const { read, ...counted } = newestFirst((client, scope, signal) => workPackagesOf(client, scope, signal));

/** Work packages of a project, of every type: tasks, bugs, milestones, phases. */
export const workPackages: Stream<OpenProjectClient> = {
  name: 'work_packages',
  title: 'Work packages',
  kind: 'work_item',
  scopeKind: 'project',
  backfill: 'fan_out',
  incremental: 'since',
  pageSize: WORK_PACKAGE_PAGE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: workPackageFields,
  writes: workPackageWrites,
  ...counted,
  async readPage(client, request, signal) {
    if (request.since === null) {
      const page = await read(client, request.scope, request.cursor, signal);
      const answer = { raw: page.raw, data: JSON.parse(new TextDecoder().decode(page.raw)) as unknown };
      return { ...page, raw: await keepPage(client, answer, signal) };
    }
    const { answer, next } = await readByTime(client, request, WORK_PACKAGE_PAGE, signal);
    return { raw: await keepPage(client, answer, signal), next, observedAt: answer.observedAt };
  },
  fetchOne: fetchWorkPackage,
  parsePage: parseWorkPackages,
  normalize: normalizeWorkPackage,
};

/** By id, which survives a move to another project. */
function fetchWorkPackage(client: OpenProjectClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  const { scope, externalId } = key;
  return fetchRecord({
    name: `work package ${externalId}`,
    async read() {
      const answer = await client.send({ path: `/work_packages/${checkedId(externalId)}` }, signal);
      const detail = await leftOutProject(client, linkedId(asItem(answer.data), 'project').id, signal);
      if (detail !== null) return { outcome: 'out_of_scope', detail };
      return { outcome: 'found', raw: await keepPage(client, answer, signal) };
    },
    ...(scope !== SITE_SCOPE && { control: () => readProject(client, scope, signal) }),
  });
}
