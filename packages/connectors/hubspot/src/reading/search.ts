import { asItem, type Item } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { HubspotClient } from '../client.ts';

/** The most that one search answers. */
export const PAGE_SIZE = 200;

export interface Filter {
  readonly propertyName: string;
  readonly operator: 'GTE' | 'GT' | 'LT';
  readonly value: string;
}

export interface Search {
  readonly object: string;
  readonly filters: readonly Filter[];
  readonly properties: readonly string[];
  readonly limit: number;
  readonly direction?: 'ASCENDING' | 'DESCENDING';
}

export interface SearchResult {
  /** All that the search finds, of which HubSpot shows 10,000. */
  readonly total: number;
  readonly results: readonly Item[];
  readonly observedAt: Date;
}

/**
 * One search, always in the order of ids: "only one sorting rule can be applied to any search", and of all properties
 * the id alone is never shared by two records. No search is paged by its own `after`, an offset that ends at 10,000: the
 * next page is another search, for what comes after the last id.
 * https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm
 */
export async function search(client: HubspotClient, asked: Search, signal: AbortSignal): Promise<SearchResult> {
  const { object, filters, properties, limit, direction = 'ASCENDING' } = asked;
  const body = {
    filterGroups: filters.length === 0 ? [] : [{ filters }],
    sorts: [{ propertyName: 'hs_object_id', direction }],
    properties,
    limit,
  };
  const { data, observedAt } = await client.search(`/crm/v3/objects/${object}/search`, body, signal);
  const answer = asItem(data);
  const { total, results } = answer ?? {};
  if (!Array.isArray(results) || typeof total !== 'number')
    throw new SynclineError({
      class: 'transient',
      code: 'hubspot_no_search_result',
      message: 'HubSpot answered a search with something else than results.',
    });
  return { total, results: results as Item[], observedAt };
}
