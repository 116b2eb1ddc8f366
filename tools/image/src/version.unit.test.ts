import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const { version } = JSON.parse(text('package.json')) as { version: string };

it('says its version in package.json at the top, and no package says one of its own', () => {
  const manifests = globSync(['{apps,packages,tools}/*/package.json', 'packages/connectors/*/package.json'], {
    cwd: root,
  });
  expect(manifests.length).toBeGreaterThan(40);
  expect(manifests.filter((path) => 'version' in (JSON.parse(text(path)) as object))).toEqual([]);
});

it.each([
  ['the chart', 'infra/helm/syncline/Chart.yaml', /^version: (.+)$/m],
  ['what the chart installs', 'infra/helm/syncline/Chart.yaml', /^appVersion: (.+)$/m],
  ['the label of the image', 'infra/docker/Dockerfile', /org\.opencontainers\.image\.version=(\S+)/],
  ['the newest release of the change log', 'CHANGELOG.md', /^## (\d\S*)/m],
])('holds %s to that version', (_, path, place) => {
  expect(place.exec(text(path))?.[1]).toBe(version);
});
