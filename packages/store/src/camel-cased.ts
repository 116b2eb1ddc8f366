const names = new Map<string, string>();

/**
 * A whole row under the names that the schema gives its columns. Rows are read without drizzle: loading it
 * takes 140 MB, in every process of the fleet.
 */
export function camelCased<Row>(row: Readonly<Record<string, unknown>>): Row {
  const renamed: Record<string, unknown> = {};
  for (const column of Object.keys(row)) renamed[nameOf(column)] = row[column];
  return renamed as Row;
}

function nameOf(column: string): string {
  let name = names.get(column);
  if (name === undefined) {
    name = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    names.set(column, name);
  }
  return name;
}
