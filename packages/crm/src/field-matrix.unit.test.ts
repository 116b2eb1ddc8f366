import { readFileSync } from 'node:fs';
import { connectors } from '@syncline/connector-registry';
import { fieldMatrix } from '@syncline/crm/testing';
import { expect, it } from 'vitest';

it('the table of fields in the docs is that of the connectors (pnpm crm:fields writes it anew)', () => {
  const page = readFileSync(new URL('../../../docs/guides/crm-fields.md', import.meta.url), 'utf8');
  expect(page).toBe(fieldMatrix([...connectors.values()]));
});
