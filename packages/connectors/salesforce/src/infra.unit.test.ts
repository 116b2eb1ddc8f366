import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SCHEMAS } from '../sandbox/model/schemas.ts';
import { definitions } from './definitions.ts';
import type { ObjectDefinition } from './object/object-definition.ts';
import { OWN_KEY } from './refusal.ts';
import { childText, parseXml, type XmlElement } from './testing/parse-xml.ts';

const ROOT = join(import.meta.dirname, '../../../../infra/salesforce');
const files = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const read = (path: string) => readFileSync(path, 'utf8');

/** Custom fields by `Object.Field__c`, as the metadata defines them. */
const metadata = new Map<string, XmlElement>(
  files
    .filter((path) => path.endsWith('.field-meta.xml'))
    .map((path) => [`${basename(dirname(dirname(path)))}.${basename(path, '.field-meta.xml')}`, parseXml(read(path))]),
);
const written = definitions.filter(({ isReadOnly }) => !isReadOnly);
/** Custom fields of tasks are defined on activities. */
const metadataObject = ({ object }: ObjectDefinition) => (object === 'Task' ? 'Activity' : object);
const customFields = written.flatMap((definition) =>
  definition.fields.filter(({ api }) => api.endsWith('__c')).map((field) => [definition, field] as const),
);

const TYPES: Readonly<Record<string, readonly string[]>> = {
  text: ['Text', 'Url', 'LongTextArea'],
  rich_text: ['LongTextArea'],
  choice: ['Picklist'],
  number: ['Number', 'Currency'],
  boolean: ['Checkbox'],
  instant: ['DateTime'],
  reference: ['Lookup'],
  reference_set: ['LongTextArea'],
  text_set: ['LongTextArea'],
};

describe('the metadata of infra/salesforce', () => {
  it('is well formed, in the namespace of metadata', () => {
    const documents = files.filter((path) => path.endsWith('-meta.xml'));
    expect(documents.length).toBeGreaterThan(50);
    for (const path of documents) {
      expect(() => parseXml(read(path)), path).not.toThrow();
      expect(read(path), path).toContain('xmlns="http://soap.sforce.com/2006/04/metadata"');
    }
  });

  it('has every custom field that the connector names, of a type that fits', () => {
    for (const [definition, field] of customFields) {
      const name = `${metadataObject(definition)}.${field.api}`;
      const element = metadata.get(name);
      if (!element) throw new Error(`${name} has no metadata`);
      expect(childText(element, 'fullName'), name).toBe(field.api);
      expect(TYPES[field.type], name).toContain(childText(element, 'type'));
      if (field.scale !== undefined) expect(childText(element, 'scale'), name).toBe(String(field.scale));
      expect(childText(element, 'required') === 'true', name).toBe(field.required === true);
    }
  });

  it('has no field that the connector does not know', () => {
    const known = new Set(written.flatMap((definition) => [`${metadataObject(definition)}.${OWN_KEY}`]));
    for (const [definition, field] of customFields) known.add(`${metadataObject(definition)}.${field.api}`);
    const others = [...metadata.keys()].filter((name) => !known.has(name) && !name.startsWith('Syncline_Settings__c.'));
    expect(others).toEqual([]);
  });

  it('carries our key on every object that is written, so that an upsert on it is safe', () => {
    for (const definition of written) {
      const key = metadata.get(`${metadataObject(definition)}.${OWN_KEY}`);
      if (!key) throw new Error(`${definition.object} has no ${OWN_KEY}`);
      expect([childText(key, 'type'), childText(key, 'length')]).toEqual(['Text', '22']);
      for (const flag of ['externalId', 'unique', 'caseSensitive']) expect(childText(key, flag), flag).toBe('true');
    }
  });

  it('is what the simulator holds its records to', () => {
    for (const [definition, field] of customFields) {
      const schema = SCHEMAS.find(({ name }) => name === definition.object)?.fields.get(field.api);
      const element = metadata.get(`${metadataObject(definition)}.${field.api}`);
      const length = element && childText(element, 'length');
      if (length !== undefined) expect(schema?.length, field.api).toBe(Number(length));
      expect(schema?.isRequired ?? false, field.api).toBe(field.required ?? false);
    }
  });

  it('lets the integration user write each of them', () => {
    const sets = files.filter((path) => path.endsWith('.permissionset-meta.xml')).map((path) => parseXml(read(path)));
    const editable = new Set(
      sets.flatMap(({ children }) =>
        children.filter((child) => child.name === 'fieldPermissions').map((child) => childText(child, 'field')),
      ),
    );
    for (const { object, fields } of written) {
      const names = [
        OWN_KEY,
        ...fields.flatMap(({ api, required }) => (api.endsWith('__c') && !required ? [api] : [])),
      ];
      for (const name of names) expect(editable).toContain(`${object}.${name}`);
    }
  });

  it('has a trigger for every object that is written, and a description beside each source', () => {
    const sources = files.filter((path) => /\.(cls|trigger)$/.test(path));
    for (const path of sources) expect(files).toContain(`${path}-meta.xml`);
    for (const { object } of written) {
      const trigger = sources.map(read).find((text) => text.includes(` on ${object} (`));
      expect(trigger, object).toContain(`SynclineNotifier.changed('${object}'`);
      expect(trigger, object).toMatch(/after insert, after update, after delete, after undelete/);
    }
  });

  it('signs as the connector checks', () => {
    const test = read(files.find((path) => path.endsWith('SynclineCalloutTest.cls')) ?? '');
    const signature = createHmac('sha256', 'a secret of the tests').update('1763712000.{"event":"records.changed"}');
    expect(test).toContain(`'sha256=${signature.digest('hex')}'`);
  });
});
