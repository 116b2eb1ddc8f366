import { expect, it } from 'vitest';
import { policyFor } from './match-policy.ts';
import { approvalPolicy } from './policy-settings.ts';

/** The policy that asks for an approval of the last of so many writes; and how often the linked records were counted. */
async function askedBy(settings: object, writes: number, linked: number) {
  let counts = 0;
  const policy = { ...approvalPolicy.parse({ name: 'many', ...settings }), streams: new Set<string>() };
  const found = await policyFor(
    { approvals: [policy] },
    {
      kind: 'writeback',
      countRecords: async () => writes,
      countLinked: async () => {
        counts += 1;
        return linked;
      },
    },
  );
  return { asks: found !== null, counts };
}

it('asks beyond a number of records without counting those that are linked', async () => {
  expect(await askedBy({ moreThan: 10 }, 10, 100)).toEqual({ asks: false, counts: 0 });
  expect(await askedBy({ moreThan: 10 }, 11, 100)).toEqual({ asks: true, counts: 0 });
  expect(await askedBy({}, 0, 100)).toEqual({ asks: true, counts: 0 });
});

it('asks beyond a share of the linked records, which all are where none is linked', async () => {
  expect(await askedBy({ share: 0.1 }, 10, 100)).toEqual({ asks: false, counts: 1 });
  expect(await askedBy({ share: 0.1 }, 11, 100)).toEqual({ asks: true, counts: 1 });
  expect(await askedBy({ share: 0.1 }, 1, 0)).toEqual({ asks: true, counts: 1 });
  expect(await askedBy({ share: 0.1, moreThan: 5 }, 6, 100)).toEqual({ asks: true, counts: 0 });
  expect(await askedBy({ share: 0.1, moreThan: 50 }, 11, 100)).toEqual({ asks: true, counts: 1 });
});
