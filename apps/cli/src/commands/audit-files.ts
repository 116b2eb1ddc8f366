import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { type ChainPlace, checkChain } from '@syncline/core';
import { exitCode } from '@syncline/runtime';
import type { z } from 'zod';
import { type AuditVerified, type auditExported, exportLine } from '../api/audit-documents.ts';
import { CliError } from '../cli-error.ts';
import type { Shell } from '../shell.ts';

const MAX_FAULTS = 100;

/** Writes the audit into a file as it comes, then reads it once to say what it holds. A file that breaks off is removed. */
export async function exportToFile(
  shell: Shell,
  file: string,
  after: number | undefined,
): Promise<z.output<typeof auditExported>> {
  const lines = await shell.client.download('/api/v1/audit/export', { after });
  try {
    await pipeline(lines, createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    await rm(file, { force: true });
    throw new CliError({
      code: 'broken-off',
      message: `The export broke off: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Nothing was kept of it. Try again.',
      exit: exitCode.temporary,
    });
  }
  const { rows, start, end } = await verifyFile(file, null);
  return { file, rows, start, end };
}

/**
 * Follows the chain of an exported file line by line. `end`: `row:hash` as it was noted somewhere else; the file has to
 * hold that row with that seal. Throws CliError where it is no such file.
 */
export async function verifyFile(file: string, end: string | null): Promise<AuditVerified> {
  const noted = end === null ? null : placeOf(end);
  const faults: AuditVerified['faults'] = [];
  let check: ReturnType<typeof checkChain> | null = null;
  let start: ChainPlace | null = null;
  let told: ChainPlace | null = null;
  let met = noted === null;
  let line = 0;
  const note = (fault: Omit<AuditVerified['faults'][number], 'line'>): void => void faults.push({ ...fault, line });
  try {
    for await (const text of createInterface({ input: createReadStream(file) })) {
      line++;
      const parsed = parse(text);
      if (line === 1) {
        if (parsed?.type !== 'start') throw notExport(file);
        start = { seq: parsed.seq, hash: parsed.hash };
        met ||= noted?.seq === start.seq && noted.hash === start.hash;
        check = checkChain(start);
      } else if (parsed?.type === 'row') {
        const known = check!.faults.length;
        check!.add(parsed);
        for (const fault of check!.faults.slice(known)) note(fault);
        met ||= noted?.seq === parsed.seq && noted.hash === parsed.hash;
      } else if (parsed?.type === 'end') told = { seq: parsed.seq, hash: parsed.hash };
      else note({ kind: 'unreadable', seq: check!.end.seq + 1, message: `Line ${line} is no row of an export.` });
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    const message = `${file} can't be read: ${error instanceof Error ? error.message : String(error)}`;
    throw new CliError({ code: 'no-file', message, exit: exitCode.usage });
  }
  if (!check || !start) throw notExport(file);
  // The check takes back what later lines explain; what it says in the end is what counts, with the line where it was met.
  const lineOf = new Map(faults.map((fault) => [`${fault.kind} ${fault.seq}`, fault.line]));
  if (told) check.expectEnd(told);
  const all: AuditVerified['faults'] = [
    ...faults.filter(({ kind }) => kind === 'unreadable'),
    ...check.faults.map((fault) => ({ ...fault, line: lineOf.get(`${fault.kind} ${fault.seq}`) ?? line })),
  ];
  if (!told)
    all.push({
      kind: 'removed',
      seq: check.end.seq + 1,
      line,
      message: 'The file has no last line: it was cut short.',
    });
  if (!met)
    all.push({
      kind: 'changed',
      seq: noted!.seq,
      line: null,
      message: `The file has no row ${noted!.seq} with the seal that was noted: the chain was written anew, or is another one.`,
    });
  return {
    file,
    ok: all.length === 0,
    rows: check.rows,
    start,
    end: check.end,
    faults: all.slice(0, MAX_FAULTS),
    moreFaults: Math.max(0, all.length - MAX_FAULTS),
    unsealed: 0,
  };
}

function parse(text: string): z.output<typeof exportLine> | null {
  try {
    return exportLine.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function placeOf(text: string): ChainPlace {
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq !== undefined && hash !== undefined) return { seq: Number(seq), hash };
  throw new CliError({
    code: 'usage',
    message: `${text} is no end of an export: the number of a row, a colon, and its seal.`,
    exit: exitCode.usage,
  });
}

function notExport(file: string): CliError {
  return new CliError({
    code: 'no-export',
    message: `${file} is no export of the audit.`,
    hint: 'Make one with "syncline audit export".',
    exit: exitCode.usage,
  });
}
