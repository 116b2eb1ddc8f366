import type { DescribedField } from '@syncline/connector-sdk';
import type { FieldSchemaRow } from '@syncline/store';
import { describe, expect, it } from 'vitest';
import { compareFields } from './compare-fields.ts';

const place = { connectionId: 1, stream: 'accounts' };
const now = new Date('2026-01-01T00:00:00Z');
const field = (type: DescribedField['type'], more: Partial<DescribedField> = {}): DescribedField => ({
  key: 'Region__c',
  name: 'Region',
  type,
  writable: true,
  ...more,
});
const known = (more: Partial<FieldSchemaRow> = {}): FieldSchemaRow => ({
  ...place,
  key: 'Region__c',
  agreed: field('text'),
  found: field('text'),
  drift: null,
  driftedAt: null,
  returnedSeq: null,
  readAt: now,
  ...more,
});
const compare = (before: readonly FieldSchemaRow[], described: readonly DescribedField[], relied = ['Region__c']) =>
  compareFields(place, before, described, new Set(relied), { nextSeq: 7, now });

describe('what the vendor describes, against what field maps rely on', () => {
  it('a field that is met first is agreed on as it is', () => {
    expect(compare([], [field('date')])).toMatchObject({
      rows: [{ agreed: { type: 'date' }, drift: null, returnedSeq: null }],
      drifted: [],
      settled: [],
    });
  });

  it('one that is gone, or of another type, drifts once, and keeps what was agreed', () => {
    const gone = compare([known()], []);
    expect(gone.drifted).toMatchObject([{ drift: 'gone', agreed: { type: 'text' }, found: null, driftedAt: now }]);
    const retyped = compare([known()], [field('number')]);
    expect(retyped.drifted).toMatchObject([{ drift: 'type_changed', agreed: { type: 'text' } }]);
    expect(compare([{ ...gone.rows[0]!, readAt: now }], []).drifted).toEqual([]);
  });

  it('another name, other options or other rights are no drift, and are what is agreed from then on', () => {
    const options = [{ id: 'e', name: 'EMEA' }];
    const { rows, drifted } = compare([known()], [field('text', { name: 'Area', options, writable: false })]);
    expect(drifted).toEqual([]);
    expect(rows).toMatchObject([{ agreed: { name: 'Area', options, writable: false }, drift: null }]);
  });

  it('one that nobody maps is followed wherever it goes', () => {
    expect(compare([known()], [field('number')], [])).toMatchObject({
      rows: [{ agreed: { type: 'number' } }],
      drifted: [],
    });
    const gone = compare([known()], [], []);
    expect(gone).toMatchObject({ rows: [{ found: null, drift: null }], drifted: [] });
  });

  it('settles when it is as agreed again, or is mapped no longer; one that was gone says from which read on', () => {
    const drifted = known({ found: null, drift: 'gone', driftedAt: now });
    expect(compare([drifted], [field('text')]).settled).toMatchObject([
      { drift: null, driftedAt: null, returnedSeq: 7 },
    ]);
    expect(compare([drifted], [field('number')])).toMatchObject({ settled: [], drifted: [{ drift: 'type_changed' }] });
    expect(compare([drifted], [], []).settled).toMatchObject([{ drift: null, found: null, returnedSeq: null }]);
  });
});
