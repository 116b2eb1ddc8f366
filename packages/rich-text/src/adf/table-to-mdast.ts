import type { PhrasingContent, RootContent, TableRow } from 'mdast';
import { type AdfNode, bareText } from './adf-node.ts';
import { type AdfReading, phrasingOf } from './inline-to-mdast.ts';

/** Null for a table that is more than a head and rows of lines: merged cells, blocks in cells, widths and colours. */
export function plainTable(node: AdfNode, reading: AdfReading): RootContent[] | null {
  const rows = node.content ?? [];
  const width = rows[0]?.content?.length ?? 0;
  const isPlain =
    width > 0 &&
    isDefault(node, { isNumberColumnEnabled: false, layout: 'default' }) &&
    rows.every(
      (row, i) =>
        row.type === 'tableRow' &&
        row.content?.length === width &&
        row.content.every((cell) => cell.type === (i === 0 ? 'tableHeader' : 'tableCell') && isPlainCell(cell)),
    );
  if (!isPlain) return null;
  return [table(rows.map((row) => row.content!.map((cell) => phrasingOf(cell.content?.[0]?.content ?? [], reading))))];
}

/** The text of its cells, whatever they hold. */
export function fallbackTable(node: AdfNode, reading: AdfReading): RootContent[] {
  const rows = (node.content ?? []).map((row) => (row.content ?? []).map((cell) => cellText(cell, reading)));
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return [{ type: 'paragraph', children: [{ type: 'text', value: '[table]' }] }];
  return [table(rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => [])]))];
}

function cellText(cell: AdfNode, reading: AdfReading): PhrasingContent[] {
  const [only, ...more] = cell.content ?? [];
  if (only?.type === 'paragraph' && more.length === 0) return phrasingOf(only.content ?? [], reading);
  const value = bareText(cell).replace(/\s+/g, ' ').trim();
  return value === '' ? [] : [{ type: 'text', value }];
}

function table(rows: PhrasingContent[][][]): RootContent {
  const children = rows.map(
    (cells): TableRow => ({
      type: 'tableRow',
      children: cells.map((inline) => ({ type: 'tableCell', children: inline })),
    }),
  );
  return { type: 'table', align: [], children };
}

function isPlainCell(cell: AdfNode): boolean {
  const [only, ...more] = cell.content ?? [];
  const isLine = only === undefined || (only.type === 'paragraph' && more.length === 0 && !only.marks?.length);
  return isLine && isDefault(cell, { colspan: 1, rowspan: 1 });
}

function isDefault(node: AdfNode, defaults: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(node.attrs ?? {}).every(([name, value]) => name === 'localId' || defaults[name] === value);
}
