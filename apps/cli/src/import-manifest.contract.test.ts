import { readFileSync } from 'node:fs';
import { type ByteSource, inspectFile, manifestSchema } from '@syncline/imports';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

const schema = JSON.parse(readFileSync(new URL('../schemas/import-manifest.json', import.meta.url), 'utf8'));
const isManifest = new Ajv({ strict: false }).compile(schema);

function fileOf(...rows: string[]): ByteSource {
  const bytes = Buffer.from(`${rows.join('\r\n')}\r\n`);
  return {
    size: bytes.length,
    bytes: async function* () {
      yield bytes;
    },
  };
}

const deals = await inspectFile(
  fileOf('Kundennummer;Deal;Firma;Betrag;Close date;Telefon', 'K1;Big;Acme;1.200,50;2026-04-03;+49 30 901820'),
  'deals.csv',
);
const people = await inspectFile(fileOf('[{"email": "a@b.example", "last name": "A"}]'), 'people.json');
const stock = await inspectFile(fileOf('SKU;Item;Price;Status', 'B-1;Boat;€ 9.000,00;Verkauft'), 'stock.csv');
const interests = await inspectFile(fileOf('Email;Looking for;Budget', 'a@b.example;boat;5.000 - 9.000,50'), 'a.csv');
const whole = deals.manifest;

describe('the published schema of manifests', () => {
  it.each([
    ['of deals', whole],
    ['of people', people.manifest],
    ['of what is in stock', stock.manifest],
    ['of what people look for', interests.manifest],
    ['in as few words as people need', { version: 1, layout: { format: 'csv', columns: ['a'] }, records: [] }],
  ])('takes a manifest %s, as the API does', (_, manifest) => {
    expect(isManifest(manifest), JSON.stringify(isManifest.errors)).toBe(true);
    expect(manifestSchema.safeParse(manifest).success).toBe(true);
  });

  it.each([
    ['another version', { ...whole, version: 2 }],
    ['a word that it does not know', { ...whole, colour: 'red' }],
    ['a kind that files do not bring', { ...whole, records: [{ ...whole.records[0], kind: 'invoice' }] }],
    ['a notation that there is not', { ...whole, layout: { ...whole.layout, delimiter: '/' } }],
    ['no columns', { ...whole, layout: { format: 'csv' } }],
    [
      'a field under a name that is none',
      { ...whole, records: [{ kind: 'deal', fields: { 'A b': { column: 'Deal', as: 'text' } } }] },
    ],
  ])('refuses %s, as the API does', (_, manifest) => {
    expect(isManifest(manifest)).toBe(false);
    expect(manifestSchema.safeParse(manifest).success).toBe(false);
  });
});
