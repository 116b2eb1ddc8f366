import { expect, it } from 'vitest';
import { sbomProblems } from './check-sbom.ts';

const part = (name: string, version: string) => ({
  type: 'library',
  name,
  version,
  'bom-ref': `pkg:npm/${name}@${version}`,
});
const node = { type: 'platform', name: 'node', version: '24.0.0', 'bom-ref': 'node' };
const sbom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.7',
  metadata: { component: { ...part('syncline', '1.2.3'), type: 'application', 'bom-ref': 'own' } },
  components: [part('fastify', '5.0.0'), part('avvio', '9.0.0'), node],
  dependencies: [
    { ref: 'own', dependsOn: ['node', 'pkg:npm/fastify@5.0.0'] },
    { ref: 'pkg:npm/fastify@5.0.0', dependsOn: ['pkg:npm/avvio@9.0.0'] },
    { ref: 'pkg:npm/avvio@9.0.0' },
    { ref: 'node' },
  ],
};
const contents = { version: '1.2.3', packages: ['fastify@5.0.0', 'avvio@9.0.0'] };

it.each([
  ['which lists just what is in the image holds', {}, []],
  ['that is no CycloneDX is said to be none', { specVersion: 1 }, [expect.stringContaining('it is no CycloneDX 1.7')]],
  [
    'that lacks a package names it',
    {
      components: [part('fastify', '5.0.0'), node],
      dependencies: [{ ref: 'own', dependsOn: ['node', 'pkg:npm/fastify@5.0.0'] }],
    },
    ['it lacks avvio@9.0.0'],
  ],
  [
    'without a way from Syncline to a package names it',
    { dependencies: sbom.dependencies.slice(0, 1) },
    ['nothing needs avvio@9.0.0'],
  ],
  [
    'of another version and without its Node says both',
    {
      metadata: { component: { ...sbom.metadata.component, version: '1.2.2' } },
      components: sbom.components.slice(0, 2),
      dependencies: sbom.dependencies,
    },
    ['it is of version 1.2.2', 'it does not name the Node that runs it'],
  ],
])('a bill of materials %s', async (_, changes, problems) => {
  expect(await sbomProblems(JSON.stringify({ ...sbom, ...changes }), contents)).toEqual(problems);
});

it('names a package that is listed and not in the image', async () => {
  const problems = await sbomProblems(JSON.stringify(sbom), { ...contents, packages: ['fastify@5.0.0'] });
  expect(problems).toEqual(['avvio@9.0.0 is not in the image']);
});
