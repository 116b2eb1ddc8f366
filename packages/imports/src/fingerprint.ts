import { hash } from 'node:crypto';
import { foldName } from './canonical-fields.ts';
import type { Layout } from './manifest.ts';

/** The same for files of one shape: by the names of their columns and their order, not by how they are written. */
export function fingerprintOf({ columns }: Pick<Layout, 'columns'>): string {
  return hash('sha256', JSON.stringify(columns.map((column) => foldName(column) || column)), 'hex').slice(0, 32);
}
