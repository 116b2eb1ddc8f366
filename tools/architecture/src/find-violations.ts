import { posix } from 'node:path';
import { importSpecifiers, packageOf } from './import-specifiers.ts';
import { homes, layers, simulatorMayImport } from './layers.ts';
import type { Room, SourceFile } from './read-workspace.ts';

/** Everything in the workspace that goes against the design, a sentence each. */
export function findViolations(rooms: readonly Room[]): string[] {
  const folderOf = new Map(rooms.map((room) => [room.name, room.folder]));
  return rooms.flatMap((room) => [
    ...checkManifest(room, folderOf),
    ...room.files.flatMap((file) => [...checkImports(room, file, folderOf), ...checkEnvironment(file)]),
  ]);
}

function checkManifest(room: Room, folderOf: ReadonlyMap<string, string>): string[] {
  if (!layers.some((layer) => layer.room.test(room.folder))) return [`${room.folder}: no layer of the design holds it`];
  const hasSimulator = room.folder.startsWith('packages/connectors/');
  return room.dependencies.flatMap((dependency) => {
    const target = folderOf.get(dependency);
    if (target === undefined) return checkHome(room, dependency, `${room.folder}/package.json`);
    if (mayImport(room.folder, target) || (hasSimulator && simulatorMayImport.test(target))) return [];
    return [`${room.folder}/package.json: may not depend on ${target}`];
  });
}

function checkImports(room: Room, file: SourceFile, folderOf: ReadonlyMap<string, string>): string[] {
  const isSimulator = file.path.startsWith(`${room.folder}/sandbox/`);
  return importSpecifiers(file.text).flatMap((specifier) => {
    if (specifier.startsWith('node:')) return [];
    if (specifier.startsWith('.')) {
      const target = posix.join(posix.dirname(file.path), specifier);
      return target.startsWith(`${room.folder}/`) ? [] : [`${file.path}: ${specifier} leaves the package`];
    }
    const name = packageOf(specifier);
    if (name === room.name) return [];
    const isDeclared = declares(room.dependencies, name) || (file.isForTests && declares(room.devDependencies, name));
    if (!isDeclared) {
      const where = declares(room.devDependencies, name) ? 'is only a devDependency' : 'is not in package.json';
      return [`${file.path}: ${name} ${where}`];
    }
    if (file.isForTests) return [];
    const target = folderOf.get(name);
    if (target === undefined) return checkHome(room, name, file.path);
    if (mayImport(room.folder, target) || (isSimulator && simulatorMayImport.test(target))) return [];
    return [`${file.path}: may not import ${name}`];
  });
}

/** A package that is nothing but types (`mdast`) is declared by its `@types/mdast`. */
function declares(dependencies: readonly string[], name: string): boolean {
  return dependencies.includes(name) || dependencies.includes(`@types/${name.replace(/^@/, '').replace('/', '__')}`);
}

function mayImport(folder: string, target: string): boolean {
  const layer = layers.find((candidate) => candidate.room.test(folder));
  return layer?.mayImport.some((pattern) => pattern.test(target)) ?? false;
}

function checkHome(room: Room, dependency: string, place: string): string[] {
  const stray = homes.find((home) => home.dependency.test(dependency) && !home.rooms.test(room.folder));
  return stray ? [`${place}: ${dependency} has its home elsewhere (${stray.rooms.source})`] : [];
}

function checkEnvironment(file: SourceFile): string[] {
  if (file.isForTests || posix.basename(file.path) === 'env.ts') return [];
  return /\bprocess\s*(\?\.|\.)\s*env\b|\bimport\s*\{[^}]*\benv\b[^}]*\}\s*from\s*'node:process'/.test(
    withoutComments(file.text),
  )
    ? [`${file.path}: reads the environment, which only env.ts files do`]
    : [];
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
