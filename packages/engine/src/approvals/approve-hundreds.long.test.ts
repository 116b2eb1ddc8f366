import { expect, it } from 'vitest';
import { approveMany } from '../testing/approve-many.ts';
import { startApprovedContacts } from '../testing/approved-contacts.ts';

it('of 500 writebacks that were approved 480 go out, and the 20 whose records moved meanwhile are proposed anew', async () => {
  const world = await startApprovedContacts(500);
  try {
    expect(world.ids).toHaveLength(500);
    await approveMany(world, world.ids, 20);
  } finally {
    await world.stop();
  }
}, 300_000);
