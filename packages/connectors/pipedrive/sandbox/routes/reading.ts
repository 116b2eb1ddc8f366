import type { FastifyRequest } from 'fastify';
import { notFound } from '../changes/refusal.ts';
import type { Values } from '../model/records.ts';

export function query(request: FastifyRequest): Readonly<Record<string, string | undefined>> {
  return (request.query ?? {}) as Readonly<Record<string, string>>;
}

export function idParam(request: FastifyRequest, what: string): number {
  const { id = '' } = request.params as Readonly<Record<string, string>>;
  if (!/^[1-9]\d{0,14}$/.test(id)) throw notFound(what);
  return Number(id);
}

export function bodyOf(request: FastifyRequest): Values {
  return (request.body ?? {}) as Values;
}
