import { expect, it } from 'vitest';
import { agreed, minutesAgo, plan, rule, show } from './testing/scene.ts';

const attempt = (title: string) => ({ patch: { title } });

it('3.1 our own write arriving becomes base, and the edit made since stays and is still to be written', () => {
  const entity = { title: 'newer' };
  const result = show({
    entity,
    shadow: agreed({ title: 'old' }),
    incoming: { title: 'sent' },
    attempts: [attempt('sent')],
  });
  expect(result.patch).toEqual({});
  expect(result.shadow).toMatchObject({ seen: { title: 'sent' }, base: { title: 'sent' } });
  expect(result.decisions).toEqual([{ field: 'title', outcome: 'settled', policy: 'last_modified_wins' }]);
  expect(plan(entity, result.shadow).patch).toEqual({ title: 'newer' });
});

it('3.1 our own write comes before ownership: not even the owner reverts a newer edit by showing it', () => {
  const owned = rule({ policy: { mode: 'remote_wins', streams: ['jira/issues'] } });
  const scene = { entity: { title: 'newer' }, shadow: agreed({ title: 'old' }), rules: [owned] };
  expect(show({ ...scene, incoming: { title: 'sent' }, attempts: [attempt('sent')] }).patch).toEqual({});
  expect(show({ ...scene, incoming: { title: 'sent' }, attempts: [] }).patch).toEqual({ title: 'sent' });
});

it('3.1 what the vendor makes of our write is known as ours', () => {
  const result = show({
    entity: { title: 'newer' },
    shadow: agreed({ title: 'old' }),
    incoming: { title: 'sent' },
    attempts: [attempt('  sent ')],
    express: (_remote, value) => (typeof value === 'string' ? value.trim() : value),
  });
  expect(result.patch).toEqual({});
  expect(result.shadow).toMatchObject({ seen: { title: 'sent' }, base: { title: '  sent ' } });
  expect(plan({ title: '  sent ' }, result.shadow).patch).toEqual({});
});

it('3.1 of several attempts in doubt, an older one that lands late is known as well', () => {
  const result = show({
    entity: { title: 'second' },
    shadow: agreed({ title: 'second' }),
    incoming: { title: 'first' },
    attempts: [attempt('second'), attempt('first')],
  });
  expect(result.patch).toEqual({});
  expect(plan({ title: 'second' }, result.shadow).patch).toEqual({ title: 'second' });
});

it('3.1 an explicit empty that we sent is our own write like any other', () => {
  const result = show({
    entity: { title: 'newer' },
    shadow: agreed({ title: 'old' }),
    incoming: { title: null },
    attempts: [{ patch: { title: null } }],
  });
  expect(result.patch).toEqual({});
});

it('3.1 fields that the attempt did not send are merged as ever', () => {
  const result = show({
    entity: { title: 'newer', body: 'x' },
    shadow: agreed({ title: 'old', body: 'x' }),
    incoming: { title: 'sent', body: 'by a person' },
    attempts: [attempt('sent')],
    rules: [rule(), rule({ field: 'body' })],
  });
  expect(result.patch).toEqual({ body: 'by a person' });
});

it('3.1 our own write arriving decides nothing that waits for a person', () => {
  for (const reason of ['concurrent_edit', 'contested_field', 'refused']) {
    const held = { title: { reason, key: 'k' } };
    const known = { ...agreed({ title: 'old' }, { held }), seen: { title: 'by a person' } };
    const result = show({
      entity: { title: 'newer' },
      shadow: known,
      incoming: { title: 'sent' },
      attempts: [attempt('sent')],
    });
    expect(result.shadow.held).toEqual(held);
    expect(plan({ title: 'newer' }, result.shadow).patch).toEqual({});
  }
});

it('3.1 a conflict ends when our own write brings both sides to the same, but for a contested field', () => {
  const settled = (reason: string) =>
    show({
      entity: { title: 'sent' },
      shadow: agreed({ title: 'old' }, { seen: { title: 'theirs' }, held: { title: { reason, key: '' } } }),
      incoming: { title: 'sent' },
      attempts: [attempt('sent')],
    });
  expect(settled('concurrent_edit')).toMatchObject({ released: ['title'], shadow: { held: {} } });
  expect(settled('contested_field')).toMatchObject({ released: [], shadow: { held: { title: {} } } });
});

it('3.1 a value without a counterpart that our write replaced is waited for no longer', () => {
  const known = agreed(
    { title: 'old' },
    { seen: { title: 'Odd' }, held: { title: { reason: 'unknown_value', key: '' } } },
  );
  const result = show({
    entity: { title: 'newer' },
    shadow: known,
    incoming: { title: 'sent' },
    attempts: [attempt('sent')],
  });
  expect(result.released).toEqual(['title']);
  expect(plan({ title: 'newer' }, result.shadow).patch).toEqual({ title: 'newer' });
});

it('3.1 an approval is used up by the write that it was given for', () => {
  const known = agreed({ title: 'old' }, { approved: { title: 'sent' } });
  const result = show({
    entity: { title: 'sent' },
    shadow: known,
    incoming: { title: 'sent' },
    attempts: [attempt('sent')],
  });
  expect(result.shadow.approved).toEqual({});
});

it('3.1 what a read has shown to have landed is expected no longer: who comes back to its value later makes an edit', () => {
  const sent = { patch: { title: 'sent', body: 'sent' } };
  const rules = [rule(), rule({ field: 'body' })];
  const scene = {
    entity: { title: 'x', body: 'x' },
    shadow: agreed({ title: 'old', body: 'old' }),
    rules,
    attempts: [sent],
  };
  expect(show({ ...scene, incoming: { title: 'sent', body: 'sent' } }).landed).toEqual([
    { attempt: sent, remote: 'title' },
    { attempt: sent, remote: 'body' },
  ]);
  // The rest of it may land yet.
  expect(show({ ...scene, incoming: { title: 'sent', body: 'old' } }).landed).toEqual([
    { attempt: sent, remote: 'title' },
  ]);
  // It was there before.
  const there = agreed({ title: 'sent', body: 'sent' });
  expect(show({ ...scene, shadow: there, incoming: { title: 'sent', body: 'sent' } }).landed).toEqual([]);
});

it('3.1 where two attempts may have brought what is shown, both are still expected', () => {
  const both = { patch: { title: 'sent', body: 'sent' } };
  const result = show({
    entity: { title: 'x', body: 'x' },
    shadow: agreed({ title: 'old', body: 'old' }),
    incoming: { title: 'sent', body: 'sent' },
    attempts: [both, attempt('sent')],
    rules: [rule(), rule({ field: 'body' })],
  });
  expect(result.landed).toEqual([{ attempt: both, remote: 'body' }]);
});

it('3.2 a field equal to seen did not change, however different the entity is, and whoever owns it', () => {
  for (const mode of ['last_modified_wins', 'remote_wins', 'source_priority', 'manual'] as const) {
    const result = show({
      entity: { title: 'ours' },
      shadow: agreed({ title: 'old' }),
      incoming: { title: 'old' },
      changedAt: minutesAgo(-60),
      rules: [rule({ policy: { mode, streams: ['jira/issues'] } })],
    });
    expect(result).toMatchObject({ patch: {}, decisions: [], conflicts: [] });
  }
});

it('3.2 the order of keys and an absent field are no change', () => {
  const seen = { title: { a: 1, b: [2] }, body: 'x' };
  const result = show({
    entity: { title: 'ours', body: 'ours' },
    shadow: agreed(seen),
    incoming: { title: { b: [2], a: 1 } },
    rules: [rule({ type: 'json' }), rule({ field: 'body' })],
  });
  expect(result).toMatchObject({ patch: {}, decisions: [], shadow: { seen } });
});

it('5.4 a read that shows the expected before leaves the doubtful write to be done again', () => {
  const known = agreed({ title: 'old' });
  const result = show({
    entity: { title: 'sent' },
    shadow: known,
    incoming: { title: 'old' },
    attempts: [attempt('sent')],
  });
  expect(result.shadow).toEqual(known);
  expect(plan({ title: 'sent' }, result.shadow).patch).toEqual({ title: 'sent' });
});

it('5.4 a read that shows our patch finishes it', () => {
  const result = show({
    entity: { title: 'sent' },
    shadow: agreed({ title: 'old' }),
    incoming: { title: 'sent' },
    attempts: [attempt('sent')],
  });
  expect(plan({ title: 'sent' }, result.shadow).patch).toEqual({});
});

it('5.4 a read that shows anything else is a person: merged by policy, with the value that lost', () => {
  const scene = {
    entity: { title: 'sent' },
    shadow: agreed({ title: 'old' }),
    incoming: { title: 'by a person' },
    attempts: [attempt('sent')],
  };
  const origins = { title: { at: minutesAgo(5).toISOString(), by: 'hub', version: 2 } };
  const later = show({ ...scene, origins });
  expect(later).toMatchObject({
    patch: { title: 'by a person' },
    decisions: [{ outcome: 'taken', overridden: 'sent' }],
  });
  const earlier = show({ ...scene, origins, changedAt: minutesAgo(9) });
  expect(earlier).toMatchObject({ patch: {}, decisions: [{ outcome: 'pushed_back', overridden: 'by a person' }] });
});
