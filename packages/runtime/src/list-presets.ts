import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A sync config that comes with Syncline as a file, to be copied and edited. */
export interface Preset {
  /** `github-jira` */
  readonly name: string;
  /** The first line of its comment, below the one for editors: what it keeps in step. */
  readonly title: string;
  readonly path: string;
}

const FOLDER = fileURLToPath(new URL('../../../presets/', import.meta.url));
const ENDING = '.yaml';

export function listPresets(): Preset[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(ENDING))
    .sort()
    .map((file) => {
      const path = `${FOLDER}${file}`;
      const title = /^# (?!yaml-language-server:)(.+)$/m.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
      return { name: file.slice(0, -ENDING.length), title, path };
    });
}
