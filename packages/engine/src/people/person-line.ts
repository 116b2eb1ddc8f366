export type Line = Readonly<Record<string, string>>;

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

/** The lines without the person on any that has one of these others; the very same lines where none has. A line of one alone says nothing. */
export function withoutPerson(
  lines: readonly Line[],
  person: CalledPerson,
  others: readonly CalledPerson[],
): readonly Line[] {
  if (lineOfBoth(lines, person, others) < 0) return lines;
  return lines.flatMap((line) => {
    if (lineOfBoth([line], person, others) < 0) return [line];
    const { [person.connectionName]: _, ...rest } = line;
    return Object.keys(rest).length > 1 ? [rest] : [];
  });
}

/** Where the first line is that has the person and one of these others; -1: nowhere. */
export function lineOfBoth(lines: readonly Line[], person: CalledPerson, others: readonly CalledPerson[]): number {
  return lines.findIndex((line) => isOn(line, person) && others.some((other) => isOn(line, other)));
}

function isOn(line: Line, { connectionName, names }: CalledPerson): boolean {
  return names.some((name) => line[connectionName] === name);
}
