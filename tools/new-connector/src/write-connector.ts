import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fillTemplate } from './fill-template.ts';
import { type Identity, Refusal } from './identity.ts';
import { registerConnector } from './register.ts';

export interface WrittenConnector {
  /** New files, and files that got a line; paths from the root. */
  readonly created: readonly string[];
  readonly changed: readonly string[];
}

/** Writes the skeleton of a connector into the workspace at `root`. Refuses before it writes anything, and overwrites nothing. */
export function writeConnector(root: string, identity: Identity): WrittenConnector {
  const { name } = identity;
  for (const place of [`packages/connectors/${name}`, `docs/connectors/${name}.md`])
    if (existsSync(join(root, place)))
      throw new Refusal(`${place} is there already, and nothing is overwritten: take another name, or move it away.`);
  const created = fillTemplate(identity);
  const changed = registerConnector(root, identity);
  for (const [path, text] of created) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: 'wx' });
  }
  for (const [path, text] of changed) writeFileSync(join(root, path), text);
  return { created: [...created.keys()], changed: [...changed.keys()] };
}
