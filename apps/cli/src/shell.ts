import { userInfo } from 'node:os';
import { readRunFile } from '@syncline/runtime';
import { createOperatorClient, type OperatorClient } from './api/operator-client.ts';
import type { CliIo } from './cli-io.ts';
import { cliEnv } from './env.ts';
import { type Palette, paletteOf } from './output/palette.ts';
import { type Rendering, render } from './output/render.ts';

export type OutputFormat = 'table' | 'json' | 'csv';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly url?: string;
  readonly token?: string;
  readonly workspace?: string;
  readonly json?: boolean;
  readonly output?: OutputFormat;
  readonly input?: boolean;
}

/** What a command works with. */
export interface Shell {
  readonly io: CliIo;
  readonly format: OutputFormat;
  readonly palette: Palette;
  /** Colours of messages on stderr. */
  readonly messagePalette: Palette;
  readonly client: OperatorClient;
  /** Writes data in the format that was asked for. */
  print(rendering: Rendering): void;
  /** Says something to the person, never to the program that reads the data. */
  say(message: string): void;
}

export function createShell(io: CliIo, options: GlobalOptions): Shell {
  const env = cliEnv(io.environment);
  const format = options.json ? 'json' : (options.output ?? 'table');
  const isPlain = env.NO_COLOR !== undefined;
  const palette = paletteOf(format === 'table' && !isPlain && io.stdout.isTTY === true);
  const found = findAddress(options.url, env.SYNCLINE_URL);
  return {
    io,
    format,
    palette,
    messagePalette: paletteOf(!isPlain && io.stderr.isTTY === true),
    client: createOperatorClient({
      ...found,
      token: options.token ?? env.SYNCLINE_API_KEY ?? env.SYNCLINE_TOKEN ?? null,
      workspace: options.workspace ?? env.SYNCLINE_WORKSPACE ?? null,
      actor: env.SYNCLINE_ACTOR ?? accountName(),
      signal: io.signal,
    }),
    print: (rendering) => void io.stdout.write(render(rendering, format, palette)),
    say: (message) => void io.stderr.write(`${message}\n`),
  };
}

/** Accounts without a name exist in containers. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'command line';
  }
}

/** A flag, a variable, or what an instance that was started on this machine left behind. */
function findAddress(flag: string | undefined, variable: string | undefined): { url: string | null; origin: string } {
  if (flag !== undefined) return { url: flag, origin: '--url' };
  if (variable !== undefined) return { url: variable, origin: 'SYNCLINE_URL' };
  return { url: readRunFile()?.url ?? null, origin: 'the instance on this machine' };
}
