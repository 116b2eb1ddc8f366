import { Agent, fetch } from 'undici';
import { createAddressFilter } from './address-filter.ts';

export type VendorTransport = typeof globalThis.fetch;

/** A `fetch` that reaches public addresses and those in `allowed` alone (see `createAddressFilter`); its connections are pooled. */
export function createVendorTransport(allowed: readonly string[]): VendorTransport {
  const filter = createAddressFilter({ allowed });
  const dispatcher = new Agent({ connect: { lookup: filter.lookup } });
  const send = async (url: string, init: Parameters<typeof fetch>[1]) => {
    filter.assertUrl(url);
    return fetch(url, { ...init, dispatcher });
  };
  return send as unknown as VendorTransport;
}
