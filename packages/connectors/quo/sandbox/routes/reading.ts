import type { FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';

export function param(request: FastifyRequest): string {
  return (request.params as { readonly id?: string }).id ?? '';
}

export function query(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Readonly<Record<string, string | string[] | undefined>>)[name];
  return Array.isArray(value) ? value[0] : value;
}

export function queries(request: FastifyRequest, name: string): readonly string[] {
  const value = (request.query as Readonly<Record<string, string | string[] | undefined>>)[name];
  return value === undefined ? [] : [value].flat();
}

/** Filters are refused by what is not known: an operator that another list takes is a 400 here. */
export function knownOnly(request: FastifyRequest, names: readonly string[]): void {
  for (const name of Object.keys(request.query as object))
    if (!names.includes(name)) throw new Refusal(400, `Unknown query parameter ${name}`, `/query/${name}`);
}

export function instant(request: FastifyRequest, name: string): number | null {
  const text = query(request, name);
  if (text === undefined) return null;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new Refusal(400, 'must match format "date-time"', `/query/${name}`);
  return time;
}

/** A page after the record that the cursor names, whatever became of that one: lists are in an order of their own. */
export function pageAfter<T>(
  all: readonly T[],
  { cursor, size, keyOf }: { readonly cursor: string | undefined; readonly size: number; keyOf(one: T): string },
): { readonly page: readonly T[]; readonly next: string | null } {
  const last = cursor === undefined ? null : decode(cursor);
  const rest = last === null ? all : all.filter((one) => keyOf(one) > last);
  const page = rest.slice(0, size);
  return { page, next: rest.length > size ? encode(keyOf(page.at(-1)!)) : null };
}

export function pageSize(
  request: FastifyRequest,
  name: string,
  { most, isRequired }: { readonly most: number; readonly isRequired?: boolean },
): number {
  const text = query(request, name);
  if (text === undefined && isRequired)
    throw new Refusal(400, `must have required property '${name}'`, `/query/${name}`);
  const size = Number(text ?? 10);
  if (!Number.isInteger(size) || size < 1) throw new Refusal(400, 'must be >= 1', `/query/${name}`);
  if (size > most) throw new Refusal(400, `must be <= ${most}`, `/query/${name}`);
  return size;
}

function encode(key: string): string {
  return Buffer.from(JSON.stringify({ last: key })).toString('base64url');
}

function decode(cursor: string): string {
  try {
    return String((JSON.parse(Buffer.from(cursor, 'base64url').toString()) as { last: string }).last);
  } catch {
    throw new Refusal(400, 'The cursor is not one of ours', '/query/after');
  }
}
