import { hostname } from 'node:os';
import type { LogLine } from './line-buffer.ts';

/** `local0`: of the facilities that RFC 5424 leaves to whoever runs the machine. */
const FACILITY = 16;

/** What messages of this process have in common. */
export interface SyslogOrigin {
  readonly hostname: string;
  readonly appName: string;
  readonly pid: number;
}

/** Names as RFC 5424 takes them: printable ASCII without spaces, and not too long. */
export function syslogOrigin(name: string): SyslogOrigin {
  return { hostname: nameOf(hostname(), 255), appName: nameOf(`syncline-${name}`, 48), pid: process.pid };
}

/**
 * A message of RFC 5424. Its text is the line as it is, JSON: collectors parse it again. No byte order mark stands
 * before it, which the RFC allows and parsers of JSON do not.
 */
export function syslogMessage({ text, level }: LogLine, origin: SyslogOrigin): string {
  const time = /"time":"([^"]{20,35})"/.exec(text.slice(0, 120))?.[1] ?? '-';
  return `<${FACILITY * 8 + severityOf(level)}>1 ${time} ${origin.hostname} ${origin.appName} ${origin.pid} - - ${text}`;
}

function severityOf(level: number): number {
  if (level >= 60) return 2;
  if (level >= 50) return 3;
  if (level >= 40) return 4;
  return level >= 30 ? 6 : 7;
}

function nameOf(text: string, maxLength: number): string {
  return text.replace(/[^\x21-\x7e]/g, '').slice(0, maxLength) || '-';
}
