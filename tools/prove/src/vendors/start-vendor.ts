import { startGitHub } from './start-github.ts';
import { startJira } from './start-jira.ts';
import { startSalesforce } from './start-salesforce.ts';
import type { Vendor, VendorName } from './vendor.ts';

const starts: Readonly<Record<VendorName, (seed: number) => Promise<Vendor>>> = {
  github: startGitHub,
  jira: startJira,
  salesforce: startSalesforce,
};

export const VENDORS = Object.keys(starts) as VendorName[];

/** Starts an empty vendor under its own name. */
export function startVendor(name: VendorName, seed: number): Promise<Vendor> {
  return starts[name](seed);
}
