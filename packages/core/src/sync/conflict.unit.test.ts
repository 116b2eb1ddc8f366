import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConflictClass, conflictKey, conflictMessage } from './conflict.ts';
import { agreed, minutesAgo, plan, rule, show, showBothChanged } from './testing/scene.ts';

/** All there are: a class that is not listed does not compile. */
const classes = Object.keys({
  concurrent_edit: 0,
  stale_outbound_write: 0,
  locked_field_overwrite: 0,
  immutable_field_change: 0,
  schema_mapping_mismatch: 0,
  deleted_remote_edited_local: 0,
  deleted_local_edited_remote: 0,
  invalid_transition: 0,
  contested_field: 0,
} satisfies Record<ConflictClass, 0>) as ConflictClass[];

const parts = fc.record({
  entityId: fc.uuid(),
  member: fc.stringMatching(/^[a-z0-9-]+\/[a-z_]+$/),
  field: fc.string({ minLength: 1 }),
  class: fc.constantFrom(...classes),
  localVersion: fc.nat(),
  remoteVersion: fc.stringMatching(/^[\w-]+$/),
});

describe('4 conflicts', () => {
  it('4 the same conflict has the same key, in whatever order its parts are given', () => {
    fc.assert(
      fc.property(parts, (conflict) => {
        const reversed = Object.fromEntries(Object.entries(conflict).reverse()) as typeof conflict;
        expect(conflictKey(reversed)).toBe(conflictKey(conflict));
      }),
    );
  });

  it('4 entity, place, field, class and the versions of both sides name a conflict: another one has another key', () => {
    fc.assert(
      fc.property(
        parts,
        parts,
        fc.constantFrom(
          ...(Object.keys({
            entityId: 0,
            member: 0,
            field: 0,
            class: 0,
            localVersion: 0,
            remoteVersion: 0,
          }) as (keyof Parameters<typeof conflictKey>[0])[]),
        ),
        (one, two, part) => {
          const other = { ...one, [part]: two[part] };
          fc.pre(other[part] !== one[part]);
          expect(conflictKey(other)).not.toBe(conflictKey(one));
        },
      ),
    );
  });

  it('4 every class says what happened, and to which field where it is about one', () => {
    const messages = classes.map((each) => conflictMessage(each, 'close_date'));
    expect(new Set(messages).size).toBe(9);
    const aboutRecords: ConflictClass[] = ['deleted_remote_edited_local', 'deleted_local_edited_remote'];
    for (const [index, each] of classes.entries())
      expect(messages[index]!.includes('close_date')).toBe(!aboutRecords.includes(each));
  });

  it('4 a conflict holds base, both values, policy and class: all that is needed to decide it', () => {
    const { conflicts } = showBothChanged({ field: 'title', policy: { mode: 'manual' } });
    expect(conflicts).toEqual([
      {
        class: 'concurrent_edit',
        field: 'title',
        remote: 'title',
        base: 'old',
        local: 'ours',
        incoming: 'theirs',
        policyMode: 'manual',
        message: conflictMessage('concurrent_edit', 'title'),
      },
    ]);
  });

  it('4 what was never agreed on has no base, and what the remote can not say is shown as the hub has it', () => {
    const odd = rule({
      type: 'choice',
      values: [
        ['Open', 'open'],
        ['Done', 'closed'],
      ],
      policy: { mode: 'manual' },
    });
    const result = show({
      entity: { title: 'Blocked' },
      shadow: agreed({}),
      incoming: { title: 'closed' },
      rules: [odd],
    });
    expect(result.conflicts).toMatchObject([{ base: null, local: 'Blocked', incoming: 'closed' }]);
  });

  it('4 a conflict that stands is met again when the remote is edited once more, with what it shows then', () => {
    const first = showBothChanged({ policy: { mode: 'manual' } });
    const second = show({
      entity: { title: 'ours' },
      shadow: first.shadow,
      incoming: { title: 'third' },
      rules: [rule({ policy: { mode: 'manual' } })],
      changedAt: minutesAgo(1),
    });
    expect(second.conflicts).toMatchObject([{ base: 'old', local: 'ours', incoming: 'third' }]);
    expect(plan({ title: 'ours' }, second.shadow).patch).toEqual({});
  });

  it('4 a conflict ends by itself when both sides come to the same', () => {
    const first = showBothChanged({ policy: { mode: 'manual' } });
    const scene = { shadow: first.shadow, rules: [rule({ policy: { mode: 'manual' } })] };
    const end = show({ ...scene, entity: { title: 'ours' }, incoming: { title: 'ours' } });
    expect(end).toMatchObject({ conflicts: [], released: ['title'], shadow: { held: {}, base: { title: 'ours' } } });
  });
});
