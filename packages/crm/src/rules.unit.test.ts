import { describe, expect, it } from 'vitest';
import { guardVersion } from './guard-version.ts';
import { parseRecordId, recordId } from './record-id.ts';

describe('the id of a record', () => {
  const name = { connectionId: 7, stream: 'deals', externalId: 'a/b "ü"' };

  it('is the same each time, another for each record, and can be read again', () => {
    expect(recordId(name)).toBe(recordId({ ...name }));
    expect(parseRecordId(recordId(name))).toEqual(name);
    const others = [{ connectionId: 8 }, { stream: 'deal' }, { externalId: 'a' }];
    for (const other of others) expect(recordId({ ...name, ...other })).not.toBe(recordId(name));
  });

  it.each(['', 'crm_', 'crm_e30', '0199', `${recordId(name)}=`, recordId(name).slice(0, -2)])('is not %j', (text) => {
    expect(parseRecordId(text)).toBeNull();
  });
});

describe('the version of a quote', () => {
  it.each([
    [undefined, 1, true, 'write'],
    [null, 1, true, 'write'],
    [1, 2, true, 'write'],
    [2, 2, false, 'write'],
    [2, 2, true, 'stale_outbound_write'],
    [2, 1, false, 'stale_outbound_write'],
    [2, undefined, true, 'required_field'],
    [2, 1.5, true, 'required_field'],
    [2, '3', true, 'required_field'],
    [undefined, 0, true, 'required_field'],
  ])('%j, then %j (differs: %j): %s', (standing, asked, differs, outcome) => {
    const guard = guardVersion(standing, asked, differs);
    expect(guard.outcome === 'write' ? 'write' : guard.error.code).toBe(outcome);
  });
});
