import type { FastifyRequest } from 'fastify';
import { badQuery } from '../changes/refusal.ts';
import { STATUSES } from '../model/catalogue.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxWorkPackage } from '../model/records.ts';
import { type Filter, filtersOf, isBetween, sortingOf } from './filters.ts';

const SORTED_BY = ['id', 'createdAt', 'updatedAt'] as const;

/** Lists of work packages; the last one is kept, so that reading a long one to its end does not sort it each time. */
export class WorkPackageLists {
  readonly #instance: Instance;
  #last: { readonly key: string; readonly found: readonly SandboxWorkPackage[] } | null = null;

  constructor(instance: Instance) {
    this.#instance = instance;
  }

  read(request: FastifyRequest, projectIds: readonly number[] | null): readonly SandboxWorkPackage[] {
    const filters = filtersOf(request);
    const sorting = sortingOf(request, SORTED_BY);
    const key = JSON.stringify([this.#instance.version, filters, sorting, projectIds]);
    if (this.#last?.key === key) return this.#last.found;
    // Without a word about filters, only what is open is meant.
    const tests = (filters ?? [{ name: 'status', operator: 'o', values: [] }]).map((filter) => this.#testOf(filter));
    const found = [...this.#instance.workPackages.values()].filter(
      (one) => (projectIds === null || projectIds.includes(one.projectId)) && tests.every((test) => test(one)),
    );
    found.sort((a, b) => {
      for (const { by, descending } of sorting) {
        const difference = a[by as 'id'] - b[by as 'id'];
        if (difference !== 0) return descending ? -difference : difference;
      }
      return a.id - b.id;
    });
    this.#last = { key, found };
    return found;
  }

  #testOf(filter: Filter): (workPackage: SandboxWorkPackage) => boolean {
    const { name, operator, values } = filter;
    switch (name) {
      case 'project':
        if (values.some((id) => !this.#instance.projects.has(Number(id))))
          throw badQuery('Filters Project filter has invalid values.');
        return ({ projectId }) => values.includes(String(projectId));
      case 'id':
        return ({ id }) => values.includes(String(id));
      case 'createdAt':
      case 'updatedAt':
        return (one) => isBetween(filter, one[name]);
      case 'status': {
        const open = STATUSES.filter(({ isClosed }) => !isClosed).map(({ id }) => Number(id));
        if (operator === '*') return () => true;
        if (operator === 'o' || operator === 'c')
          return ({ statusId }) => open.includes(statusId) === (operator === 'o');
        return ({ statusId }) => values.includes(String(statusId));
      }
      default:
        throw badQuery(`Filters ${name} filter does not exist.`);
    }
  }
}
