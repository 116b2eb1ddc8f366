import { describe } from 'vitest';
import type { ConformanceOptions, ConformanceSandbox } from './conformance-options.ts';
import { describeLeftOver } from './describe-left-over.ts';
import { describeMinimum } from './describe-minimum.ts';
import { describePaging } from './describe-paging.ts';
import { describeRecords } from './describe-records.ts';
import { describeRefusals } from './describe-refusals.ts';
import { describeWebhooks } from './describe-webhooks.ts';
import { describeWrites } from './describe-writes.ts';

export type { ConformanceOptions, ConformanceSandbox, Refusal } from './conformance-options.ts';
export { openSandbox } from './open-sandbox.ts';
export type { WriteConformance, WriteDraft, WritePlace } from './write-conformance.ts';

/** The contract of `Connector` as a vitest suite, over any connector and its simulator. */
export function describeConnectorConformance<Sandbox extends ConformanceSandbox>(
  options: ConformanceOptions<Sandbox>,
): void {
  describe(`connector ${options.connector.id}`, () => {
    describeMinimum(options);
    describeLeftOver(options);
    describePaging(options);
    describeRecords(options);
    describeRefusals(options);
    describeWebhooks(options);
    describeWrites(options);
  });
}
