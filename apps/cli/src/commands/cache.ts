import { setTimeout as sleep } from 'node:timers/promises';
import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import { type CacheDocument, cacheDocument, cacheTaskDocument } from '../api/cache-documents.ts';
import { CliError } from '../cli-error.ts';
import { formatDuration } from '../output/duration.ts';
import { printable, type Rendering } from '../output/render.ts';
import type { Shell } from '../shell.ts';
import { type CommandKit, withExamples } from './command-kit.ts';

const LOOK_EVERY_MS = 500;

/** `cache status|verify|rebuild`; verify's exit code is 6 when it found differences. */
export function addCache(program: Command, kit: CommandKit): void {
  const group = program.command('cache').description('the state cache: how it stands, and whether it is right');
  withExamples(group, ['syncline cache status']);
  const status = group
    .command('status')
    .description('whether it is current, how many keys it holds, and what the last comparison found')
    .action(
      kit.handler(async (shell) => {
        shell.print(showCache(await shell.client.get('/api/v1/state-cache', cacheDocument)));
      }),
    );
  withExamples(status, ['syncline cache status', 'syncline cache status --json | jq .state']);
  for (const [name, description] of [
    ['verify', 'compare all of it with Postgres, and write what differs'],
    ['rebuild', 'write all of it anew'],
  ] as const) {
    const command = group
      .command(name)
      .description(description)
      .option('--no-wait', 'only ask for it; `cache status` shows the outcome')
      .action(
        kit.handler<{ wait: boolean }>(async (shell, _args, { wait }) => {
          const asked = await shell.client.post(`/api/v1/state-cache/${name}`, cacheTaskDocument);
          if (!wait) {
            shell.print({ json: asked, lines: [`Asked for at ${asked.wantedAt}.`], tables: [] });
            return exitCode.ok;
          }
          const cache = await untilDone(shell, asked.wantedAt);
          shell.print(showCache(cache));
          return name === 'verify' && driftOf(cache) > 0 ? exitCode.findings : exitCode.ok;
        }),
      );
    withExamples(command, [`syncline cache ${name}`, `syncline cache ${name} --no-wait`]);
  }
}

async function untilDone(shell: Shell, wantedAt: string): Promise<CacheDocument> {
  for (;;) {
    const cache = await shell.client.get('/api/v1/state-cache', cacheDocument);
    if (cache.wanted === null && cache.checkedAt !== null && cache.checkedAt >= wantedAt) return cache;
    if (cache.state === 'waiting')
      throw new CliError({
        code: 'no_cache_keeper',
        message: 'Nobody keeps the state cache.',
        hint: 'Start a scheduler with the same SYNCLINE_STATE_CACHE.',
        exit: exitCode.unavailable,
      });
    await sleep(LOOK_EVERY_MS, undefined, { signal: shell.io.signal });
  }
}

function driftOf({ report }: CacheDocument): number {
  return report === null ? 0 : report.missing + report.different + report.extra;
}

function showCache(cache: CacheDocument): Rendering {
  if (cache.kind === 'none')
    return { json: cache, lines: ['There is no state cache (SYNCLINE_STATE_CACHE).'], tables: [] };
  const { report } = cache;
  return {
    json: cache,
    tables: [],
    lines: [
      `${cache.kind}: ${cache.state}, ${cache.keys} keys, up to date at ${cache.positionAt ?? 'no time yet'}`,
      ...(cache.error === null ? [] : [printable(`Failing since ${cache.failingSince}: ${cache.error}`)]),
      ...(cache.wanted === null ? [] : [`Asked for: ${cache.wanted}`]),
      ...(report === null
        ? []
        : [
            `Compared at ${cache.checkedAt}: ${report.keys} keys, ${report.missing} missing, ${report.different} different, ` +
              `${report.extra} too many; ${report.repaired} written, in ${formatDuration(report.tookMs)}`,
            ...report.examples.map((example) => printable(`  ${example}`)),
          ]),
    ],
  };
}
