import { type ProjectedRow, projectRow } from '../project/project-row.ts';
import type { Proposal } from '../propose/proposal.ts';
import { dataRows } from '../read/read-rows.ts';
import type { ByteSource } from '../read/source-row.ts';

export const lines = (...rows: string[]): string => `${rows.join('\r\n')}\r\n`;

/** Which field each column is taken for. */
export const fields = ({ columns }: Proposal): Record<string, string | null> =>
  Object.fromEntries(columns.map(({ column, kind, field }) => [column, kind === null ? null : `${kind}.${field}`]));
export const finding = ({ findings }: Proposal, about: string): string | undefined =>
  findings.find((each) => each.about === about)?.is;

export async function project(source: ByteSource, { manifest }: Proposal): Promise<ProjectedRow[]> {
  const rows: ProjectedRow[] = [];
  for await (const row of dataRows(source, manifest.layout)) rows.push(projectRow(manifest, row));
  return rows;
}

export const said = (rows: readonly ProjectedRow[], kind: string) =>
  rows.map(({ records }) => records.find((record) => record.kind === kind)?.fields);
