import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { checkRules } from './check-rules.ts';
import { checkSchemas } from './check-schemas.ts';
import { checkTypes } from './check-types.ts';
import { findHelm } from './find-helm.ts';
import type { Manifest } from './manifest.ts';
import { refused, variants } from './variants.ts';

/**
 * `pnpm check:chart`: `helm lint` and `helm template` of infra/helm/syncline in several ways of installing it. What comes
 * out has to hold by Kubernetes' schemas, by the published types of each kind and by rules of our own; values that are
 * wrong have to be refused.
 */
const root = join(import.meta.dirname, '..', '..', '..');
const chart = join(root, 'infra/helm/syncline');
const helm = findHelm(join(root, '.cache/helm'));

const broken: string[] = [...versionProblems()];
for (const [name, values] of Object.entries(variants)) {
  const lint = run(['lint', '--strict', '--values', '-', chart], values);
  const rendered = run(['template', 'syncline', chart, '--namespace', 'syncline', '--values', '-'], values);
  if (lint.status !== 0 || rendered.status !== 0) {
    broken.push(`${name}: ${lint.stdout}${rendered.stderr}`);
    continue;
  }
  const manifests = parseAllDocuments(rendered.stdout).flatMap((document) => {
    for (const error of document.errors) broken.push(`${name}: ${error.message}`);
    return (document.toJS() as Manifest | null) ?? [];
  });
  const problems = [...(await checkSchemas(manifests)), ...checkTypes(manifests), ...checkRules(manifests)];
  broken.push(...problems.map((problem) => `${name}: ${problem}`));
  process.stdout.write(`${name}: ${manifests.length} manifests\n`);
}
for (const [name, values] of Object.entries(refused))
  if (run(['template', 'syncline', chart, '--values', '-'], values).status === 0) broken.push(`${name} is not refused`);

for (const problem of broken) process.stdout.write(`${problem}\n`);
const total = `${Object.keys(variants).length} ways to install it, ${Object.keys(refused).length} wrong values`;
process.stdout.write(`${broken.length === 0 ? 'The chart holds' : 'The chart does not hold'}: ${total}\n`);
process.exitCode = broken.length === 0 ? 0 : 1;

function run(args: readonly string[], values: object) {
  return spawnSync(helm, args, { input: JSON.stringify(values), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** The version is in one place. */
function versionProblems(): string[] {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const of = parse(readFileSync(join(chart, 'Chart.yaml'), 'utf8')) as { version: string; appVersion: string };
  return of.version === version && of.appVersion === version
    ? []
    : [`Chart.yaml says ${of.version} and ${of.appVersion}, package.json ${version}`];
}
