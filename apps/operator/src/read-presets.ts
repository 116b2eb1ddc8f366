import { readFileSync } from 'node:fs';
import { listPresets } from '@syncline/runtime';
import { parse } from 'yaml';

interface PresetDocument {
  readonly two_way_create?: boolean;
  readonly settings: Record<string, unknown> & {
    readonly kinds: Readonly<Record<string, { readonly members: readonly { readonly connection: string }[] }>>;
  };
}

/** The sync configs that come with Syncline, each with the names that it has for the connections it joins. */
export function readPresets() {
  return listPresets().map(({ name, title, path }) => {
    const { settings, two_way_create = false } = parse(readFileSync(path, 'utf8')) as PresetDocument;
    const members = Object.values(settings.kinds).flatMap((kind) => kind.members);
    return { name, title, two_way_create, settings, connections: [...new Set(members.map((each) => each.connection))] };
  });
}
