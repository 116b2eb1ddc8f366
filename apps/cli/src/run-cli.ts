import { ConfigurationError, exitCode } from '@syncline/runtime';
import { CommanderError } from 'commander';
import { CliError, errorDocument, toCliError } from './cli-error.ts';
import type { CliIo } from './cli-io.ts';
import { createProgram } from './create-program.ts';
import { paletteOf } from './output/palette.ts';

/** Runs one command line and returns its exit code. Never throws, never exits. */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  let code: number = exitCode.ok;
  const program = createProgram(io, (given) => {
    code = given;
  });
  try {
    if (args.length === 0) {
      program.outputHelp({ error: true });
      throw new CliError({
        code: 'usage',
        message: 'Say what to do.',
        hint: program.commands.map((command) => command.name()).join(', '),
        exit: exitCode.usage,
      });
    }
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (thrown) {
    const error = asCliError(thrown, io);
    if (error === null) return exitCode.ok;
    report(error, wantsJson(args), io);
    return error.exit;
  }
}

/** Null for what is no error: help and version were asked for and written. */
function asCliError(thrown: unknown, io: CliIo): CliError | null {
  if (thrown instanceof CommanderError) {
    if (thrown.exitCode === 0) return null;
    if (thrown.code === 'commander.help')
      return new CliError({
        code: 'usage',
        message: 'A command is missing.',
        hint: 'Use --help to see which there are.',
        exit: exitCode.usage,
      });
    const [message = '', suggestion] = thrown.message.replace(/^error: /, '').split('\n');
    return new CliError({
      code: 'usage',
      message,
      hint: (suggestion ?? '').replace(/^\((.*)\)$/, '$1') || 'Use --help to see what there is.',
      exit: exitCode.usage,
    });
  }
  if (io.signal.aborted)
    return new CliError({ code: 'interrupted', message: 'Interrupted.', exit: exitCode.interrupted });
  if (thrown instanceof ConfigurationError)
    return new CliError({ code: 'configuration', message: thrown.message, exit: exitCode.configuration });
  return toCliError(thrown);
}

function report(error: CliError, isJson: boolean, io: CliIo): void {
  if (isJson) {
    io.stdout.write(`${JSON.stringify(errorDocument(error))}\n`);
    return;
  }
  const palette = paletteOf(io.stderr.isTTY === true && !io.environment['NO_COLOR']);
  io.stderr.write(
    `${palette.bad('error')}: ${error.message}\n${error.hint === null ? '' : `${palette.dim(error.hint)}\n`}`,
  );
}

/** Asked before the line is parsed, because the line may be what is wrong. */
function wantsJson(args: readonly string[]): boolean {
  return args.some(
    (arg, index) => arg === '--json' || arg === '--output=json' || (arg === '--output' && args[index + 1] === 'json'),
  );
}
