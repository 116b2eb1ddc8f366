import { writeFileSync } from 'node:fs';
import { connectors } from '@syncline/connector-registry';
import { sandboxes } from '@syncline/connector-registry/sandboxes';
import { openSandbox } from '@syncline/connector-sdk/testing';
import { compareCrms, formatParity, type ParityRow } from '@syncline/crm/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const crms = [...connectors.values()].filter(({ crm }) => crm !== undefined);
const signal = AbortSignal.timeout(60_000);
const closing: (() => Promise<void>)[] = [];
let rows: readonly ParityRow[] = [];

beforeAll(async () => {
  const sides = [];
  for (const connector of crms) {
    const sandbox = await sandboxes.get(connector.id)!({ port: 0, records: 5, seed: 1 });
    closing.push(() => sandbox.close());
    const { client } = openSandbox(connector, { ...sandbox, baseUrl: sandbox.url });
    sides.push({ connector, client });
  }
  rows = await compareCrms(sides, signal);
  const file = process.env['SYNCLINE_PARITY_FILE'];
  if (file !== undefined) writeFileSync(file, formatParity(rows));
});
afterAll(() => Promise.all(closing.map((close) => close())));

describe('one and the same request', () => {
  it('is asked of every connector that is a CRM', () => {
    const ids = [...connectors.values()].flatMap(({ id, category }) => (category === 'crm' ? [id] : []));
    expect(crms.map(({ id }) => id)).toEqual(ids);
    expect(crms.length).toBeGreaterThan(1);
  });

  it('is answered with equal fields of the contract, wherever they are there', () => {
    expect(rows.flatMap(({ request, differences }) => differences.map((each) => `${request}\n${each}`))).toEqual([]);
    expect(rows.length).toBeGreaterThan(20);
  });
});
