import { exitCode } from '@syncline/runtime';
import { Option } from 'commander';
import { CliError } from '../cli-error.ts';

/** `--limit` of every list. */
export function limitOption(): Option {
  return new Option('--limit <n>', 'at most this many, 1 to 200').default('50');
}

/** A number as commander gives it. */
export function numberOf(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 200) return value;
  throw new CliError({
    code: 'usage',
    message: `--limit must be a number from 1 to 200, not "${text}".`,
    exit: exitCode.usage,
  });
}
