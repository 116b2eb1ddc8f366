import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { SynclineError } from '@syncline/core';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Address, number];

export interface AddressFilter {
  /** Throws SynclineError `auth` with code `address_refused` when the URL names an address that may not be reached. */
  assertUrl(url: string): void;
  /** Resolves names for a socket, and gives it none but addresses that may be reached: what was checked is what is connected to. */
  readonly lookup: LookupFunction;
}

export interface AddressFilterOptions {
  /**
   * What may be reached beside the public internet: addresses (`10.1.2.3`), ranges (`10.0.0.0/8`, `fd00::/8`), host names
   * (`gitlab.internal`, whatever it resolves to), or `loopback`.
   */
  readonly allowed: readonly string[];
  /** For tests; the system's resolver by default. */
  readonly resolve?: typeof systemLookup;
}

const INTERNET_V6: Range = ipaddr.parseCIDR('2000::/3');
const LOOPBACK = ['127.0.0.0/8', '::1/128'];
/** The operator says in it what private addresses may be reached. */
export const ALLOWED_ADDRESSES_VARIABLE = 'SYNCLINE_ALLOWED_ADDRESSES';

/**
 * Keeps calls away from the networks that Syncline itself stands in: base URLs come from users. Only public unicast
 * addresses (by the registries of IANA for special purposes, RFC 6890) are reached, whatever way they are written, and
 * those that the operator allows. Throws SynclineError `invalid` for an entry that can't be read.
 */
export function createAddressFilter({ allowed, resolve = systemLookup }: AddressFilterOptions): AddressFilter {
  const { names, ranges } = readAllowed(allowed);
  const isAllowedName = (host: string): boolean => names.has(nameOf(host));
  const mayReach = (text: string): boolean => {
    const address = parse(text);
    if (address === null) return false;
    return isPublic(address) || ranges.some((range) => address.kind() === range[0].kind() && matches(address, range));
  };
  return {
    assertUrl: (url) => {
      const host = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
      if (isIP(host) !== 0 && !isAllowedName(host) && !mayReach(host)) throw refused(host, host);
    },
    lookup: (host, options, callback) => {
      resolve(host, { ...options, all: true }, (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => {
        if (error) return callback(error, '');
        const bad = isAllowedName(host) ? undefined : found.find(({ address }) => !mayReach(address));
        if (bad) return callback(refused(host, bad.address), '');
        if (options.all) return callback(null, found);
        const [first] = found;
        return callback(null, first?.address ?? '', first?.family);
      });
    },
  };
}

function readAllowed(entries: readonly string[]): {
  readonly names: ReadonlySet<string>;
  readonly ranges: readonly Range[];
} {
  const names = new Set<string>();
  const ranges: Range[] = [];
  for (const entry of entries.flatMap((text) =>
    text.trim() === 'loopback' ? ['localhost', ...LOOPBACK] : [text.trim()],
  )) {
    if (entry === '') continue;
    if (ipaddr.isValidCIDR(entry)) ranges.push(ipaddr.parseCIDR(entry));
    else if (isIP(entry) !== 0) ranges.push([ipaddr.process(entry), isIP(entry) === 4 ? 32 : 128]);
    else if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(entry)) names.add(nameOf(entry));
    else
      throw new SynclineError({
        class: 'invalid',
        code: 'allowed_address',
        message: `${ALLOWED_ADDRESSES_VARIABLE}: "${entry}" is no address, no range such as 10.0.0.0/8, no host name and not "loopback".`,
      });
  }
  return { names, ranges };
}

/** An IPv4 address within an IPv6 one counts as what it is. */
function parse(text: string): Address | null {
  try {
    return ipaddr.process(text.replace(/%.*$/, ''));
  } catch {
    return null;
  }
}

/** Of IPv6, the internet is 2000::/3 so far, less what ipaddr.js knows to be something special. */
function isPublic(address: Address): boolean {
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || matches(address, INTERNET_V6));
}

function matches(address: Address, range: Range): boolean {
  return address.match(range as [ipaddr.IPv4, number] & [ipaddr.IPv6, number]);
}

function nameOf(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}

function refused(host: string, address: string): SynclineError {
  const where = host === address ? address : `${host}, which leads to ${address}`;
  return new SynclineError({
    class: 'auth',
    code: 'address_refused',
    message: `Nothing is sent to ${where}: it is no public address. If the vendor's server stands there, add ${host} to ${ALLOWED_ADDRESSES_VARIABLE} and check the connection again.`,
  });
}
