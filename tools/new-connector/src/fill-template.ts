import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Identity } from './identity.ts';

const template = join(import.meta.dirname, '..', 'template');
const PAGE = 'page.md';

/** The files of a new connector, by their path from the root. */
export function fillTemplate(identity: Identity): Map<string, string> {
  const { name, title, category, variable, type } = identity;
  const words: Readonly<Record<string, string>> = {
    name,
    variable,
    category,
    Title: title,
    Type: type,
    kind: category === 'crm' ? 'account' : 'work_item',
  };
  const fill = (text: string) => text.replaceAll(/\{\{(\w+)\}\}/g, (_, word: string) => words[word] ?? `{{${word}}}`);
  return new Map(
    globSync('**/*.tmpl', { cwd: template })
      .sort()
      .map((path) => {
        const file = path.replace(/\.tmpl$/, '').replaceAll('__name__', name);
        const place = file === PAGE ? `docs/connectors/${name}.md` : `packages/connectors/${name}/${file}`;
        return [place, fill(readFileSync(join(template, path), 'utf8'))];
      }),
  );
}
