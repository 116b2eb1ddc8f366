/** An address of this machine in a guide; its port is another one where that one is taken. */
const ADDRESS = /127\.0\.0\.1:(\d+)/g;

/**
 * Whether what was printed is what a guide shows: line by line, where `…` stands for what differs within a line, and a
 * line of its own for any lines. Spaces at line ends do not count.
 */
export function isAsShown(shown: string, printed: string): boolean {
  return new RegExp(`^${patternOf(shown)}$`).test(trimmed(printed));
}

/** The ports by which what is shown was printed so far, by those of the guide; null while it is not all there. */
export function portsOf(shown: string, printed: string): ReadonlyMap<string, string> | null {
  const shownPorts = [...shown.matchAll(ADDRESS)].map(([, port]) => port!);
  const found = new RegExp(patternOf(shown, true)).exec(trimmed(printed));
  return found && new Map(shownPorts.map((port, index) => [port, found[index + 1]!]));
}

export function withPorts(text: string, ports: ReadonlyMap<string, string>): string {
  return text.replaceAll(ADDRESS, (address, port: string) => `127.0.0.1:${ports.get(port) ?? address.split(':')[1]}`);
}

function patternOf(shown: string, takesPorts = false): string {
  return trimmed(shown)
    .split('\n')
    .map((line, index) => {
      if (line === '…') return index === 0 ? '(?:[^\\n]*\\n?)*?' : '(?:\\n[^\\n]*)*?';
      const escaped = line.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&').replaceAll('…', '[^\\n]*');
      const pattern = takesPorts ? escaped.replaceAll(/127\\\.0\\\.0\\\.1:\d+/g, '127\\.0\\.0\\.1:(\\d+)') : escaped;
      return index === 0 ? pattern : `\\n${pattern}`;
    })
    .join('');
}

function trimmed(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
