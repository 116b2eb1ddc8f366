/** What a child process needs of ours: where programs and home are, and nothing that configures a product. */
export function childEnvironment(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['PATH', 'HOME', 'TMPDIR', 'NODE_COMPILE_CACHE']) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/** Programs that are started again and again by a proof are compiled once. */
export function keepCompiled(folder: string): void {
  process.env['NODE_COMPILE_CACHE'] ??= folder;
}
