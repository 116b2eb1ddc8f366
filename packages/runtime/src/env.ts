/** The PATH of this process; the one variable that the runtime reads for itself. */
export function searchPath(): string {
  return process.env['PATH'] ?? '';
}
