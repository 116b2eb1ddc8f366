/** Where programs are found. */
export function searchPath(): string {
  return process.env['PATH'] ?? '';
}
