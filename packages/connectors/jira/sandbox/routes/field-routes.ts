import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import { type FieldDescription, ISSUE_TYPES } from '../model/catalogue.ts';
import type { Site } from '../model/site.ts';
import { renderIssueType } from '../render/render-site.ts';
import { params, query, sendPage } from './reading.ts';

/** Every field has one context, for all projects and types. */
const CONTEXT = 20_000;

/** What fields can be chosen from: as administrators see it, and as those who make issues do. */
export function fieldRoutes(app: FastifyInstance, site: Site): void {
  app.get('/rest/api/3/field/:field/context', (request, reply) => {
    const { schema, name } = fieldOf(request);
    const id = String(CONTEXT + (schema.customId ?? 0));
    const context = { id, name: `${name} everywhere`, description: '', isGlobalContext: true, isAnyIssueType: true };
    return sendPage(site, request, reply, [context], 50);
  });
  app.get('/rest/api/3/field/:field/context/:context/option', (request, reply) => {
    const { options } = fieldOf(request);
    if (!options) throw new Refusal(400, "The custom field doesn't support options.");
    const listed = options.map((option) => ({ ...option, disabled: false }));
    return sendPage(site, request, reply, listed, 100);
  });
  app.get('/rest/api/3/customFieldOption/:option', (request, reply) => {
    const { option: id } = params(request);
    const found = [...site.fields.values()].flatMap(({ options = [] }) => options).find((option) => option.id === id);
    if (!found) throw new Refusal(404, `A custom field option with id '${id}' does not exist`);
    return reply.send({ self: `${site.url}/rest/api/3/customFieldOption/${id}`, value: found.value });
  });
  app.get('/rest/api/3/issue/createmeta/:project/issuetypes', (request, reply) => {
    const types = ISSUE_TYPES.map(({ name }) => renderIssueType(site, name));
    return reply.send(cut(request, 'issueTypes', projectOf(request) ? types : []));
  });
  app.get('/rest/api/3/issue/createmeta/:project/issuetypes/:type', (request, reply) => {
    const fields = projectOf(request) ? [...site.fields.values()].filter(({ schema }) => schema.custom) : [];
    return reply.send(cut(request, 'fields', fields.map(createField)));
  });

  function createField({ id, name, schema, options }: FieldDescription) {
    const allowedValues = options?.map(({ id: option, value }) => ({
      self: `${site.url}/rest/api/3/customFieldOption/${option}`,
      value,
      id: option,
    }));
    return {
      fieldId: id,
      key: id,
      name,
      schema,
      required: false,
      hasDefaultValue: false,
      operations: ['set'],
      ...(allowedValues && { allowedValues }),
    };
  }

  function fieldOf(request: FastifyRequest): FieldDescription {
    const field = site.fields.get(params(request)['field'] ?? '');
    if (field?.schema.custom === undefined) throw new Refusal(404, 'The custom field was not found.');
    return field;
  }

  function projectOf(request: FastifyRequest) {
    return site.project(params(request)['project'] ?? '');
  }
}

/** A page in the envelope of these two lists, which is not the usual one. */
function cut(request: FastifyRequest, name: string, values: readonly unknown[]) {
  const startAt = Number(query(request, 'startAt') ?? 0);
  const maxResults = Math.min(200, Number(query(request, 'maxResults') ?? 50));
  return { startAt, maxResults, total: values.length, [name]: values.slice(startAt, startAt + maxResults) };
}
