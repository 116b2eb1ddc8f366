import type { Json } from '../../../json.ts';
import type { Field } from './history.ts';

/** What a person makes of what stands: something that nobody has typed before, but for labels that are taken off. */
export function typed(
  by: number,
  field: Field,
  standing: Json,
  { name, removes }: { readonly name: number; readonly removes: boolean },
): Json {
  switch (field) {
    case 'labels': {
      const labels = standing as string[];
      return removes ? labels.slice(1) : [...labels, `l${name}`].sort();
    }
    case 'body':
      return (standing as string).replace(new RegExp(`^${by}: .*$`, 'm'), `${by}: w${name}`);
    case 'title':
    case 'stage':
    case 'amount':
      return `v${name}.${name % 3}`;
    default:
      return field satisfies never;
  }
}

/** The line of the body that is one person's. */
export function lineOf(body: Json, index: number): string {
  return (body as string).split('\n')[2 * index] ?? '';
}
