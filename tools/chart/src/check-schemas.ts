import { moduleOf } from './check-types.ts';
import { type Manifest, nameOf } from './manifest.ts';

interface Model {
  validate(): void;
}

/** Each manifest against the JSON schema of its kind, as Kubernetes publishes it. A sentence for each that fails. */
export async function checkSchemas(manifests: readonly Manifest[]): Promise<string[]> {
  const broken: string[] = [];
  for (const manifest of manifests) {
    const kinds = (await import(moduleOf(manifest))) as Record<string, new (content: Manifest) => Model>;
    const Kind = kinds[manifest.kind];
    if (!Kind) {
      broken.push(`${nameOf(manifest)}: ${manifest.apiVersion} has no such kind`);
      continue;
    }
    try {
      new Kind(manifest).validate();
    } catch (error) {
      broken.push(`${nameOf(manifest)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return broken;
}
