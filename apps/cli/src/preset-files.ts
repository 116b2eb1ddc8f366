import { exitCode, listPresets, type Preset } from '@syncline/runtime';
import { CliError } from './cli-error.ts';

/** Throws CliError `not-found` that names those there are. */
export function findPreset(name: string): Preset {
  const presets = listPresets();
  const found = presets.find((preset) => preset.name === name);
  if (found) return found;
  throw new CliError({
    code: 'not-found',
    message: `There is no preset ${name}.`,
    hint: `There are: ${presets.map((preset) => preset.name).join(', ')}.`,
    exit: exitCode.notFound,
  });
}
