import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import type { CliIo } from '../cli-io.ts';
import { createShell, type GlobalOptions, type Shell } from '../shell.ts';

/** What commands are added with. */
export interface CommandKit {
  readonly io: CliIo;
  /** Makes the handler of a leaf: it gets a shell, its arguments and its options, and may return an exit code. */
  handler<Options extends object>(
    run: (shell: Shell, args: readonly string[], options: Options & GlobalOptions) => Promise<number | void>,
  ): (...given: unknown[]) => Promise<void>;
}

export function createCommandKit(io: CliIo, setExitCode: (code: number) => void): CommandKit {
  return {
    io,
    handler:
      (run) =>
      async (...given) => {
        const command = given.at(-1) as Command;
        const options = command.optsWithGlobals() as never;
        const code = await run(createShell(io, options), command.args, options);
        if (code !== undefined) setExitCode(code);
      },
  };
}

/** Ends a command's help with examples. */
export function withExamples(command: Command, examples: readonly string[]): Command {
  return command.addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ ${example}`).join('\n')}`);
}

/** A value that is given as JSON, such as `'"a text"'` or `5`. */
export function jsonOption(option: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CliError({
      code: 'usage',
      message: `${option} is not JSON: ${text}`,
      hint: `A text is JSON in double quotes: ${option} '"some text"'.`,
      exit: exitCode.usage,
    });
  }
}

/** An argument that must be there; commander has checked it, the types have not. */
export function argument(args: readonly string[], index: number): string {
  const value = args[index];
  if (value === undefined)
    throw new CliError({ code: 'usage', message: 'An argument is missing.', exit: exitCode.usage });
  return value;
}
