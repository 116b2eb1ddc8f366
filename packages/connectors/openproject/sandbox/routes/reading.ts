import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Body } from '../changes/body.ts';
import { notFound, Refusal } from '../changes/refusal.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxProject, SandboxWorkPackage } from '../model/records.ts';
import { href } from '../render/common.ts';

export function param(request: FastifyRequest, name = 'id'): string {
  return (request.params as Readonly<Record<string, string>>)[name] ?? '';
}

export function query(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Readonly<Record<string, string | string[] | undefined>>)[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The body of a write; OpenProject wants a JSON object. */
export function bodyOf(request: FastifyRequest): Body {
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal(400, {
      identifier: 'InvalidRequestBody',
      message: 'The request body was not a single JSON object.',
    });
  return body as Body;
}

export function projectOfPath(instance: Instance, request: FastifyRequest): SandboxProject {
  const project = instance.project(param(request));
  if (!project) throw notFound();
  return project;
}

export function workPackageOfPath(instance: Instance, request: FastifyRequest): SandboxWorkPackage {
  const workPackage = instance.workPackages.get(Number(param(request)));
  if (!workPackage) throw notFound('requested work package');
  return workPackage;
}

const DEFAULT_PAGE = 20;

/** A page of a list, by its number. */
export function sendPage<Value>(
  instance: Instance,
  request: FastifyRequest,
  reply: FastifyReply,
  values: readonly Value[],
  render: (value: Value) => unknown,
  links: Readonly<Record<string, unknown>> = {},
): FastifyReply {
  const whole = (name: string, otherwise: number) => {
    const number = Number(query(request, name) ?? otherwise);
    return Number.isInteger(number) && number > 0 ? number : otherwise;
  };
  const offset = whole('offset', 1);
  // More than the administrator allows is as much as that.
  const pageSize = Math.min(whole('pageSize', DEFAULT_PAGE), instance.settings.maxPageSize);
  const part = values.slice((offset - 1) * pageSize, offset * pageSize);
  const place = (number: string) => {
    const search = new URLSearchParams(request.query as Record<string, string>);
    search.set('offset', number);
    return `${request.url.split('?', 1)[0]}?${search}`;
  };
  const isLast = offset * pageSize >= values.length;
  return reply.send({
    _type: 'Collection',
    total: values.length,
    count: part.length,
    pageSize,
    offset,
    _embedded: { elements: part.map(render) },
    _links: {
      ...links,
      self: { href: request.url },
      jumpTo: { href: place('{offset}'), templated: true },
      changeSize: { href: request.url, templated: true },
      ...(!isLast && { nextByOffset: { href: place(String(offset + 1)) } }),
    },
  });
}

/** A list that takes no page. */
export function sendAll(reply: FastifyReply, path: string, elements: readonly unknown[]): FastifyReply {
  return reply.send({
    _type: 'Collection',
    total: elements.length,
    count: elements.length,
    _embedded: { elements },
    _links: { self: { href: href(path) } },
  });
}
