type Line = Readonly<Record<string, string>>;

/** A user as a line of `people` may call them. */
export interface CalledPerson {
  readonly connectionName: string;
  /** What they are usually called by first. */
  readonly names: readonly string[];
}

/** The lines with both on one of them; null where another line says otherwise. */
export function withPerson(
  lines: readonly Line[],
  both: readonly [CalledPerson, CalledPerson],
): readonly Line[] | null {
  const isOn = (line: Line, { connectionName, names }: CalledPerson): boolean =>
    names.some((name) => line[connectionName] === name);
  const known = lines.filter((line) => both.some((person) => isOn(line, person)));
  const joined: Record<string, string> = {};
  for (const line of known)
    for (const [connection, name] of Object.entries(line)) {
      if ((joined[connection] ?? name) !== name) return null;
      joined[connection] = name;
    }
  for (const person of both) {
    const stands = joined[person.connectionName];
    if (stands !== undefined && !person.names.includes(stands)) return null;
    joined[person.connectionName] ??= person.names[0]!;
  }
  const first = known[0];
  if (first === undefined) return [...lines, joined];
  return lines.flatMap((line) => (line === first ? [joined] : known.includes(line) ? [] : [line]));
}
