import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SCHEMAS } from '../sandbox/model/schemas.ts';
import { definitions } from './definitions.ts';
import { OWN_KEY } from './object/object-definition.ts';

interface Property {
  readonly name: string;
  readonly type: string;
  readonly hasUniqueValue?: boolean;
}

const file = join(import.meta.dirname, '../../../../infra/hubspot/properties.json');
const properties = JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly Property[]>;
const TYPES: Readonly<Record<string, string>> = { text: 'string', choice: 'string', number: 'number' };

describe('the properties of infra/hubspot', () => {
  it('are those that the connector names and HubSpot does not have, of every object', () => {
    expect(Object.keys(properties).sort()).toEqual(definitions.map(({ object }) => object).sort());
    for (const { object, fields } of definitions) {
      const ours = fields.filter(({ property }) => property?.startsWith('syncline_'));
      expect(properties[object]?.map(({ name }) => name).sort(), object).toEqual(
        [OWN_KEY, ...ours.map(({ property }) => String(property))].sort(),
      );
      for (const { property, type } of ours)
        expect(properties[object]?.find(({ name }) => name === property)?.type, `${property}`).toBe(TYPES[type]);
    }
  });

  it('hold our key unique, so that a create happens once, and no other', () => {
    for (const [object, list] of Object.entries(properties))
      for (const { name, hasUniqueValue } of list) expect(hasUniqueValue ?? false, object).toBe(name === OWN_KEY);
  });

  it('are what the simulated account has', () => {
    for (const [object, list] of Object.entries(properties)) {
      const schema = SCHEMAS.find(({ name }) => name === object);
      for (const { name, type, hasUniqueValue } of list)
        expect(schema?.properties.get(name), name).toMatchObject({ type, ...(hasUniqueValue && { isUnique: true }) });
      const known = [...(schema?.properties.keys() ?? [])].filter((name) => name.startsWith('syncline_'));
      expect(known.sort()).toEqual(list.map(({ name }) => name).sort());
    }
  });
});
