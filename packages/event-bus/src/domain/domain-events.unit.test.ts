import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Json } from '@syncline/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { changeRow, sampleRows } from '../testing/sample-rows.ts';
import { eventsOf, messagesOf } from './domain-events.ts';
import { eventTypes } from './event-types.ts';
import { type EventEnvelope, sealEvent } from './seal-event.ts';

const schemaFile = new URL('../../schema/event.schema.json', import.meta.url);
const ajv = new Ajv2020({ strict: true, strictTypes: false });
addFormats.default(ajv);
const isEvent = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);

const typesOf = (row: Parameters<typeof eventsOf>[0]): string[] => eventsOf(row).map(({ event_type }) => event_type);

describe('what a stored row says', () => {
  it.each(sampleRows.map((row) => [row.type, row] as const))('%s is valid by the published schema', (_, row) => {
    for (const { body } of messagesOf(row)) {
      expect(isEvent(JSON.parse(body)), JSON.stringify(isEvent.errors)).toBe(true);
    }
  });

  it('is refused by the schema where a part of it is missing', () => {
    const envelope = JSON.parse(messagesOf(sampleRows[0]!)[0]!.body) as Record<string, unknown>;
    for (const name of Object.keys(envelope)) {
      const { [name]: _, ...rest } = envelope;
      expect(isEvent(rest), name).toBe(false);
    }
  });

  it('is one event for the version, first, and one for each thing that others wait for', () => {
    const closed = changeRow('updated', 'work_item', { fields: { status: 'Done' }, replaced: { status: 'To Do' } });
    expect(typesOf(closed)).toEqual(['items.updated', 'items.moved', 'items.completed']);
    const given = changeRow('updated', 'work_item', { fields: { assignee: 'ann' }, replaced: { assignee: null } });
    expect(typesOf(given)).toEqual(['items.updated', 'items.assigned']);
    const renamed = changeRow('updated', 'work_item', { fields: { title: 'B' }, replaced: { title: 'A' } });
    expect(typesOf(renamed)).toEqual(['items.updated']);
    const doneStill = changeRow('updated', 'work_item', { fields: { state: 'closed' }, replaced: { state: 'done' } });
    expect(typesOf(doneStill)).toEqual(['items.updated', 'items.moved']);
    const born = changeRow('created', 'work_item', { fields: { state: 'closed', assignees: ['ann'] } });
    expect(typesOf(born)).toEqual(['items.created']);
    const project = changeRow('updated', 'project', { fields: { state: 'closed' }, replaced: { state: 'open' } });
    expect(typesOf(project)).toEqual(['projects.updated']);
  });

  it('names kinds that the list does not know after themselves', () => {
    expect(typesOf(changeRow('created', 'custom:invoice'))).toEqual(['custom.invoice.created']);
  });

  it('is told of the vendor once a run is over, not of each of its parts', () => {
    const run = sampleRows.find(({ type }) => type === 'process.state_changed')!;
    expect(typesOf(run)).toEqual(['process.state_changed', 'sync.github']);
    expect(typesOf({ ...run, payload: { ...run.payload, part: true } })).toEqual(['process.state_changed']);
    expect(typesOf({ ...run, payload: { ...run.payload, to: 'processing' } })).toEqual(['process.state_changed']);
  });

  it('leaves out what is too long for an event, and says so', () => {
    const long = 'x'.repeat(5_000);
    const change = { fields: { title: 'B', body: long }, replaced: { title: 'A', body: 'short' } };
    const [event] = eventsOf(changeRow('updated', 'work_item', change));
    expect(event!.payload).toMatchObject({
      fields: { title: 'B' },
      previous: { title: 'A', body: 'short' },
      omitted: ['body'],
    });
    const many = Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`field_${n}`, 'x'.repeat(1_000)]));
    const [bulky] = messagesOf(changeRow('created', 'work_item', { fields: many }));
    expect(bulky!.body.length).toBeLessThan(64_000);
    expect((JSON.parse(bulky!.body) as EventEnvelope).payload['omitted']).toHaveLength(400);
  });

  it('has every type in the table, and the table has no other', () => {
    const made = new Set(sampleRows.flatMap(typesOf));
    const unnamed = [...made].filter((type) => !Object.hasOwn(eventTypes, type));
    expect(unnamed).toEqual(['sync.github']);
    const notShown = Object.keys(eventTypes).filter(
      (type) => !made.has(type) && !/\.(created|updated|deleted)$/.test(type),
    );
    expect(notShown).toEqual([]);
  });
});

describe('the seal', () => {
  const event = eventsOf(sampleRows[3]!)[0]!;

  it('is the same whatever the order in which the payload was put together', () => {
    const turned = Object.fromEntries(Object.entries(event.payload).reverse());
    expect(sealEvent({ ...event, payload: turned })).toEqual(sealEvent(event));
  });

  it('is SHA-256 over the canonical payload as RFC 8785 has it', () => {
    // Section 3.2.4 of the RFC, in hex; the numbers and escapes are those that implementations get wrong.
    const payload = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ) as Record<string, Json>;
    const canonical =
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}';
    expect(sealEvent({ ...event, payload }).envelope.payload_sha256).toBe(hash('sha256', canonical));
  });
});
