/** The pnpm that runs this as a script, a program or a JavaScript file; undefined when it was started otherwise. */
export function pnpmOfThisRun(): string | undefined {
  return process.env['npm_execpath'];
}
