import { describe, expect, it } from 'vitest';
import { salesforceId } from './salesforce-id.ts';

describe('a Salesforce id', () => {
  it.each([
    // Ids of Salesforce's own documentation.
    ['001D000000IqhSL', '001D000000IqhSLIAZ'],
    ['005D0000001KyEI', '005D0000001KyEIIA0'],
    ['001D000000IqhSLIAZ', '001D000000IqhSLIAZ'],
    ['001D000000IqhSLAAA', '001D000000IqhSLIAZ'],
  ])('%s is %s', (id, whole) => {
    expect(salesforceId(id)).toBe(whole);
  });

  it.each(['', '001', '001D000000IqhSL-', '001D000000IqhSLI', null, 7, ['001D000000IqhSL']])('%j is none', (value) => {
    expect(salesforceId(value)).toBeNull();
  });
});
