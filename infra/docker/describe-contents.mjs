// What a bundle is made of: its packages, their licences, and a bill of materials with these alone.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Packages that gave at least a byte, by `name@version`; `more` are package.json files of others. */
export function packagesIn(root, metafiles, ...more) {
  const packages = new Map();
  const add = (manifest) => {
    const { name, version, license } = JSON.parse(readFileSync(manifest, 'utf8'));
    packages.set(`${name}@${version}`, { name, version, license, folder: dirname(manifest) });
  };
  for (const { outputs } of metafiles)
    for (const { inputs } of Object.values(outputs))
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
        if (folder !== undefined && bytesInOutput > 0) add(join(root, folder, 'package.json'));
      }
  for (const manifest of more) add(manifest);
  return packages;
}

/** One text with what each licence asks to be handed on. */
export function licencesOf(packages) {
  const texts = [...packages]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, { license, folder }]) => {
      const files = globSync('{LICEN[CS]E,licen[cs]e,COPYING,NOTICE}*', { cwd: folder }).sort();
      return [`## ${id} (${license})`, ...files.map((file) => readFileSync(join(folder, file), 'utf8').trim())].join(
        '\n\n',
      );
    });
  return `${texts.join('\n\n')}\n`;
}

/** `sbom` (CycloneDX of everything installed) without what is not in the image, and with the Node that runs it. */
export function billOfMaterials(sbom, packages) {
  const isIn = ({ group, name, version }) =>
    packages.has(`${group === undefined ? '' : `${group}/`}${name}@${version}`);
  const components = sbom.components.filter(isIn);
  const missing = packages.size - components.length;
  if (missing !== 0) throw new Error(`The bill of materials lacks ${missing} of ${packages.size} packages`);
  const own = sbom.metadata.component['bom-ref'];
  const kept = new Set([own, ...components.map((component) => component['bom-ref'])]);
  const needs = new Map(sbom.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  const node = {
    type: 'platform',
    name: 'node',
    version: process.versions.node,
    purl: `pkg:generic/node@${process.versions.node}`,
  };
  return {
    ...sbom,
    metadata: { ...sbom.metadata, component: { ...sbom.metadata.component, type: 'application' } },
    components: [...components, { ...node, 'bom-ref': node.purl }],
    dependencies: [...kept].map((ref) => ({
      ref,
      dependsOn: [...reached(ref), ...(ref === own ? [node.purl] : [])],
    })),
  };

  /** What a component needs of those that are in, through those that are not (our own parts, packages of types). */
  function reached(from) {
    const found = new Set();
    const seen = new Set([from]);
    const waiting = [...(needs.get(from) ?? [])];
    for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
      if (seen.has(ref)) continue;
      seen.add(ref);
      if (kept.has(ref)) found.add(ref);
      else waiting.push(...(needs.get(ref) ?? []));
    }
    return found;
  }
}
