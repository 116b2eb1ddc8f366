import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Identity, Refusal } from './identity.ts';

type Edit = (text: string, identity: Identity) => string | null;

const MANIFEST = 'packages/connector-registry/package.json';
const REGISTRY = 'packages/connector-registry/src/index.ts';
const SANDBOXES = 'packages/connector-registry/src/sandboxes.ts';
const INDEX = 'docs/README.md';

/** What a connector has a line in, as it reads with that line; null where the place for it is not found. */
const edits: Readonly<Record<string, Edit>> = {
  [MANIFEST](text, { name }) {
    const manifest = JSON.parse(text) as { dependencies: Record<string, string> };
    const dependencies = Object.entries({ ...manifest.dependencies, [packageOf(name)]: 'workspace:*' });
    const sorted = Object.fromEntries(dependencies.sort(([one], [other]) => (one < other ? -1 : 1)));
    return `${JSON.stringify({ ...manifest, dependencies: sorted }, null, 2)}\n`;
  },
  [REGISTRY](text, { name, variable }) {
    const list = /byId\(\[([^\]]*)\]\)/.exec(text);
    if (!list) return null;
    const entries = (list[1] ?? '').split(',').flatMap((entry) => entry.trim() || []);
    const sorted = [...entries, variable].sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
    const line = `import { ${variable} } from '${packageOf(name)}';\n`;
    return line + text.replace(list[0], `byId([${sorted.join(', ')}])`);
  },
  [SANDBOXES](text, { name, type }) {
    const keys = [...text.matchAll(/^ {2}\[\n {4}'([a-z0-9]+)',$/gm)];
    const end = text.lastIndexOf(']);');
    if (keys.length === 0 || end < 0) return null;
    const at = keys.find((key) => (key[1] ?? '') > name)?.index ?? end;
    const entry = `  [
    '${name}',
    async ({ port, records }) => {
      const { url, token, close } = await create${type}Sandbox({ port, records });
      return { url, settings: {}, secrets: { token }, close };
    },
  ],
`;
    const line = `import { create${type}Sandbox } from '${packageOf(name)}/sandbox';\n`;
    return line + text.slice(0, at) + entry + text.slice(at);
  },
  [INDEX](text, { name, title }) {
    const line = /^Connectors: (.+)$/m.exec(text);
    if (!line) return null;
    const links = [...(line[1] ?? '').split(', '), `[${title}](connectors/${name}.md)`];
    const sorted = links.sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
    return text.replace(line[0], `Connectors: ${sorted.join(', ')}`);
  },
};

/** The files that list all connectors, with the new one in them, by their path from the root. */
export function registerConnector(root: string, identity: Identity): Map<string, string> {
  return new Map(
    Object.entries(edits).map(([path, edit]) => {
      const text = readFileSync(join(root, path), 'utf8');
      if (text.includes(path === INDEX ? `(connectors/${identity.name}.md)` : `'${packageOf(identity.name)}'`))
        throw new Refusal(`${path} names a connector ${identity.name} already: take that line out, or another name.`);
      const edited = edit(text, identity);
      if (edited === null)
        throw new Refusal(
          `${path} does not look as expected, so that no line could be put into it: make its list of connectors read as in the last commit.`,
        );
      return [path, edited];
    }),
  );
}

function packageOf(name: string): string {
  return `@syncline/connector-${name}`;
}
