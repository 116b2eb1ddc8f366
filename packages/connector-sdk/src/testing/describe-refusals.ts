import { inspect } from 'node:util';
import { SynclineError } from '@syncline/core';
import { describe, expect, it } from 'vitest';
import type { ConformanceOptions } from './conformance-options.ts';
import { disposable, never } from './describe-paging.ts';
import { firstScope, openSandbox, streamNamed } from './open-sandbox.ts';
import { startRefusingServer } from './refusing-server.ts';

/** Every refusal comes out of the client as the one error family, with the class that decides what happens next. */
export function describeRefusals(options: ConformanceOptions): void {
  const { connector } = options;
  const stream = streamNamed(connector, options.countedStream);

  describe('refusals', () => {
    it.each(options.refusals.map((refusal) => [refusal.name, refusal.expected, refusal] as const))(
      '%s is %s',
      async (_, expected, refusal) => {
        await using sandbox = disposable(await options.startSandbox({ records: 1 }));
        const { key } = await firstScope(connector, openSandbox(connector, sandbox).client, stream, never());
        const server = await startRefusingServer(refusal);
        try {
          const { client, reports } = openSandbox(connector, { ...sandbox, baseUrl: server.baseUrl });
          const before = Date.now();
          const error: unknown = await stream
            .readPage(client, { scope: key, cursor: null, since: null }, never())
            .catch((thrown: unknown) => thrown);
          if (!(error instanceof SynclineError)) throw new Error(`not a SynclineError: ${String(error)}`);
          expect(error.class).toBe(expected);
          const shown = inspect(error, { depth: 10, showHidden: true });
          for (const secret of Object.values(sandbox.secrets)) expect(shown).not.toContain(secret);
          if (expected !== 'rate_limited') return;
          expect(error.retryAt?.getTime()).toBeGreaterThan(before);
          expect(reports.some((report) => report.pausedUntil?.getTime() === error.retryAt?.getTime())).toBe(true);
        } finally {
          await server.close();
        }
      },
    );

    it('stay with the connection that met them', async () => {
      await using first = disposable(await options.startSandbox({ records: 1 }));
      await using second = disposable(await options.startSandbox({ records: 3 }));
      const broken = openSandbox(connector, {
        ...first,
        secrets: { ...first.secrets, token: 'wrong-credentials' },
      }).client;
      const [one, two] = [openSandbox(connector, first).client, openSandbox(connector, second).client];
      const scope = await firstScope(connector, one, stream, never());
      const read = async (client: unknown) =>
        stream.parsePage((await stream.readPage(client, { scope: scope.key, cursor: null, since: null }, never())).raw)
          .length;
      const [refused, ofOne, ofTwo] = await Promise.allSettled([read(broken), read(one), read(two)]);
      expect(refused).toMatchObject({ status: 'rejected', reason: { class: 'auth' } });
      expect([ofOne, ofTwo]).toEqual([
        { status: 'fulfilled', value: 1 },
        { status: 'fulfilled', value: 3 },
      ]);
    });
  });
}
