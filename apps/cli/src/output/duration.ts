/** Milliseconds in words that fit a table: `4 s`, `12 min 3 s`, `2 h 5 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** Time left; unknown is said, not guessed. */
export function formatEta(etaMs: number | null): string {
  return etaMs === null ? 'unknown' : formatDuration(etaMs);
}
