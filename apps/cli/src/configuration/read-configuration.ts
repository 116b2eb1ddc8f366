import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { PlacedProblem, ResolvedConfiguration, SourcePlace } from '@syncline/engine/configuration';
import { exitCode, listPresets } from '@syncline/runtime';
import { CliError } from '../cli-error.ts';
import { type LocatedDocument, parseText, readDocument, readText } from './located-document.ts';

/** The names that are looked for, in this order. */
const configurationNames = [
  'syncline.config.yaml',
  'syncline.config.yml',
  'syncline.config.json',
  'syncline.config.ts',
];

export interface FileProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** With dots. */
  readonly path: string;
  readonly message: string;
}

export interface ReadConfiguration {
  readonly file: string;
  readonly problems: readonly FileProblem[];
  /** Null: there are problems. */
  readonly resolved: ResolvedConfiguration | null;
  /** By pointer into what was resolved: `file:line`. */
  readonly places: Readonly<Record<string, string>>;
  /** What the API finds wrong, with the lines of the file. */
  locate(pointer: string, message: string): FileProblem;
}

/** Reads and checks a configuration file, and works its presets in. Throws CliError where there is no file to check. */
export async function readConfiguration(wanted: string | undefined): Promise<ReadConfiguration> {
  const file = wanted ?? findFile();
  const [document, { connectors }, { checkConfiguration, nearest }] = await Promise.all([
    readDocument(file),
    import('@syncline/connector-registry'),
    import('@syncline/engine/configuration'),
  ]);
  const presets = new Map(listPresets().map(({ name, path }) => [name, parseText(path, readText(path))]));
  const checked = checkConfiguration(document.value, {
    connectors,
    presets: new Map([...presets].map(([name, { value }]) => [name, value as Record<string, unknown>])),
  });
  const problemAt = ({ at, message }: PlacedProblem): FileProblem => {
    const source = sourceOf(at, document, presets);
    const path = at.path.join('.') || '(file)';
    return { file: source.file, ...source.position(at.path), path, message };
  };
  const places = checked.ok ? checked.resolution.places : new Map<string, SourcePlace>();
  const told = [...places].map(([pointer, place]) => {
    const source = sourceOf(place, document, presets);
    return [pointer, `${shown(source.file)}:${source.position(place.path).line}`] as const;
  });
  return {
    file,
    problems: inOrder(checked.problems.map(problemAt)),
    resolved: checked.ok ? checked.resolution.resolved : null,
    places: Object.fromEntries(told),
    locate: (pointer, message) => problemAt({ at: nearest(places, pointer) ?? { preset: null, path: [] }, message }),
  };
}

/** `file:line:column path: what is wrong`, a line each. */
export function problemLines(problems: readonly FileProblem[]): string[] {
  return problems.map(({ file, line, column, path, message }) => `${file}:${line}:${column} ${path}: ${message}`);
}

function findFile(): string {
  const found = configurationNames.find((name) => existsSync(name));
  if (found !== undefined) return found;
  throw new CliError({
    code: 'not-found',
    message: 'There is no configuration file in this folder.',
    hint: `Name one, or set SYNCLINE_CONFIG; looked for are ${configurationNames.join(', ')}.`,
    exit: exitCode.notFound,
  });
}

function sourceOf(
  { preset }: SourcePlace,
  document: LocatedDocument,
  presets: ReadonlyMap<string, LocatedDocument>,
): LocatedDocument {
  return (preset === null ? undefined : presets.get(preset)) ?? document;
}

/** As short as it can be said from here. */
function shown(file: string): string {
  const path = relative('', file);
  return path.startsWith('..') ? file : path;
}

function inOrder(problems: readonly FileProblem[]): FileProblem[] {
  return problems.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}
