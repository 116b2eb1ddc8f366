import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PackProblem, parsePack } from './parse-pack.ts';
import type { Rule } from './rule.ts';

/** The folder with the rules that come with Syncline. */
export const shippedPack = fileURLToPath(new URL('../pack', import.meta.url));

export interface RulePack {
  readonly rules: readonly Rule[];
  readonly problems: readonly PackProblem[];
}

/** All rules of the YAML files of some folders; a later one takes the place of an earlier one of its id. */
export async function readPacks(folders: readonly string[]): Promise<RulePack> {
  const rules = new Map<string, Rule>();
  const problems: PackProblem[] = [];
  for (const folder of folders) {
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      const message = `the folder can't be read: ${error.code ?? error.message}`;
      problems.push({
        file: folder,
        line: 0,
        rule: null,
        message,
        fix: 'Name a folder in SYNCLINE_INSIGHT_PACKS that this process may read.',
      });
      return [];
    });
    for (const name of names.filter((each) => /\.ya?ml$/.test(each)).sort()) {
      const file = join(folder, name);
      const pack = parsePack(name, await readFile(file, 'utf8'));
      problems.push(...pack.problems);
      for (const rule of pack.rules) rules.set(rule.id, rule);
    }
  }
  return { rules: [...rules.values()], problems };
}
