import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

interface Component {
  readonly 'bom-ref': string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
}

interface Sbom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot7);

/** What the bill of materials has to list. */
export interface Contents {
  /** Of Syncline itself. */
  readonly version: string;
  /** Every npm package of which code is in the image: `fastify@5.12.8`. */
  readonly packages: readonly string[];
}

/**
 * Whether a bill of materials holds by the strict schema of CycloneDX 1.7, names these packages and no others (beside
 * the Node that runs them), and can be walked from Syncline to each. A sentence for each thing that is wrong.
 */
export async function sbomProblems(text: string, contents: Contents): Promise<string[]> {
  const invalid = await validator.validate(text);
  if (invalid !== null) return [`it is no CycloneDX 1.7: ${JSON.stringify(invalid).slice(0, 1_000)}`];
  const { metadata, components, dependencies } = JSON.parse(text) as Sbom;
  const listed = new Map(components.filter(({ name }) => name !== 'node').map((each) => [idOf(each), each]));
  const reached = reachedFrom(metadata.component['bom-ref'], dependencies);
  return [
    ...(metadata.component.version === contents.version ? [] : [`it is of version ${metadata.component.version}`]),
    ...(components.some(({ name }) => name === 'node') ? [] : ['it does not name the Node that runs it']),
    ...contents.packages.filter((id) => !listed.has(id)).map((id) => `it lacks ${id}`),
    ...[...listed.keys()].filter((id) => !contents.packages.includes(id)).map((id) => `${id} is not in the image`),
    ...components.filter((each) => !reached.has(each['bom-ref'])).map((each) => `nothing needs ${idOf(each)}`),
  ];
}

function idOf({ group, name, version }: Component): string {
  return `${group === undefined ? '' : `${group}/`}${name}@${version}`;
}

function reachedFrom(start: string, dependencies: Sbom['dependencies']): ReadonlySet<string> {
  const needs = new Map(dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  const reached = new Set<string>();
  const waiting = [start];
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    if (reached.has(ref)) continue;
    reached.add(ref);
    waiting.push(...(needs.get(ref) ?? []));
  }
  return reached;
}
