import { describe } from 'vitest';
import type { ConformanceOptions } from './conformance-options.ts';
import { describePaging } from './describe-paging.ts';
import { describeRecords } from './describe-records.ts';
import { describeRefusals } from './describe-refusals.ts';
import { describeWebhooks } from './describe-webhooks.ts';

export type { ConformanceOptions, ConformanceSandbox, Refusal } from './conformance-options.ts';

/** The contract of `Connector` as a vitest suite, over any connector and its simulator. */
export function describeConnectorConformance(options: ConformanceOptions): void {
  describe(`connector ${options.connector.id}`, () => {
    describePaging(options);
    describeRecords(options);
    describeRefusals(options);
    describeWebhooks(options);
  });
}
