import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CUSTOM_FIELDS, type SandboxContact, type SandboxEntry } from '../model/records.ts';
import { renderContact } from '../model/render.ts';
import type { ContactDraft, Workspace } from '../model/workspace.ts';
import { Refusal } from '../refusal.ts';
import { pageAfter, pageSize, param, queries, query } from './reading.ts';

type Body = Readonly<Record<string, unknown>>;

/** Contacts of the first version: https://www.quo.com/docs/mdx/api-reference/contacts/list-contacts */
export function contactRoutes(app: FastifyInstance, workspace: Workspace): void {
  app.get('/v1/contact-custom-fields', () => ({ data: CUSTOM_FIELDS }));

  app.get('/v1/contacts', (request) => {
    const [ids, sources] = [queries(request, 'externalIds'), queries(request, 'sources')];
    const all = [...workspace.contacts.values()]
      .filter(
        ({ externalId, source }) =>
          (ids.length === 0 || (externalId !== null && ids.includes(externalId))) &&
          (sources.length === 0 || (source !== null && sources.includes(source))),
      )
      .toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const size = pageSize(request, 'maxResults', { most: 50, isRequired: true });
    const { page, next } = pageAfter(all, { cursor: query(request, 'pageToken'), size, keyOf: ({ id }) => id });
    // Documented not to be the true total.
    return { data: page.map(renderContact), totalItems: page.length, nextPageToken: next };
  });
  app.get('/v1/contacts/:id', (request) => ({ data: renderContact(contactOf(workspace, request)) }));

  app.post('/v1/contacts', (request, reply) => {
    const draft = draftOf(bodyOf(request), null);
    const isTaken = [...workspace.contacts.values()].some(
      ({ externalId, source }) =>
        draft.externalId != null && externalId === draft.externalId && source === (draft.source ?? null),
    );
    if (isTaken)
      throw new Refusal(
        409,
        'Failed to create contact because a contact with the same source and external ID already exists',
      );
    return reply.code(201).send({ data: renderContact(workspace.createContact({ source: 'public-api', ...draft })) });
  });
  app.patch('/v1/contacts/:id', (request) => {
    const contact = contactOf(workspace, request);
    return { data: renderContact(workspace.editContact(contact, draftOf(bodyOf(request), contact))) };
  });
  app.delete('/v1/contacts/:id', (request, reply) => {
    workspace.deleteContact(contactOf(workspace, request));
    return reply.code(204).send();
  });
}

function contactOf(workspace: Workspace, request: FastifyRequest): SandboxContact {
  const contact = workspace.contacts.get(param(request));
  if (!contact) throw new Refusal(404, 'The contact was not found');
  return contact;
}

function bodyOf({ body }: FastifyRequest): Body {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal(400, 'must be object', '/body');
  return body as Body;
}

/**
 * What a body makes of a contact. An update takes away the addresses, numbers and custom fields that it leaves out, as
 * has been seen of the vendor; a kinder reading of its documentation would not be tried by this.
 */
function draftOf(body: Body, before: SandboxContact | null): ContactDraft {
  const shown = body['defaultFields'];
  if (typeof shown !== 'object' || shown === null) {
    if (before === null) throw new Refusal(400, "must have required property 'defaultFields'", '/body/defaultFields');
    return { emails: [], phoneNumbers: [], custom: {}, ...outerOf(body) };
  }
  const fields = shown as Body;
  if (before === null && !('firstName' in fields))
    throw new Refusal(400, "must have required property 'firstName'", '/body/defaultFields/firstName');
  const scalars = Object.fromEntries(
    ['firstName', 'lastName', 'company', 'role'].flatMap((name) => {
      const value = fields[name];
      if (value === undefined) return [];
      if (value !== null && typeof value !== 'string')
        throw new Refusal(400, 'must be string', `/body/defaultFields/${name}`);
      return [[name, value]];
    }),
  );
  return {
    ...outerOf(body),
    ...scalars,
    emails: entriesOf(fields['emails'], 'emails', /^[^@\s]+@[^@\s]+$/, 'must match format "email"'),
    phoneNumbers: entriesOf(fields['phoneNumbers'], 'phoneNumbers', /\d/, 'must be a phone number'),
    custom: customOf(body['customFields']),
  };
}

function outerOf(body: Body): ContactDraft {
  return Object.fromEntries(
    ['externalId', 'source', 'sourceUrl'].flatMap((name) => {
      const value = body[name];
      if (value === undefined) return [];
      const most = name === 'sourceUrl' ? 200 : 75;
      if (value !== null && (typeof value !== 'string' || value.length < 1 || value.length > most))
        throw new Refusal(400, `must have between 1 and ${most} characters`, `/body/${name}`);
      if (
        name === 'source' &&
        typeof value === 'string' &&
        /^(device|zapier|google-people|other|openphone.*|csv.*)$/.test(value)
      )
        throw new Refusal(400, 'is a reserved source', '/body/source');
      return [[name, value]];
    }),
  );
}

function entriesOf(list: unknown, name: string, form: RegExp, words: string): Omit<SandboxEntry, 'id'>[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) throw new Refusal(400, 'must be array', `/body/defaultFields/${name}`);
  return list.flatMap((entry: Partial<Record<string, unknown>> | null, at) => {
    const path = `/body/defaultFields/${name}/${at}`;
    const { id, name: label, value } = entry ?? {};
    if (typeof label !== 'string') throw new Refusal(400, "must have required property 'name'", `${path}/name`);
    // Taken away.
    if (value === null) return [];
    if (typeof value !== 'string' || !form.test(value)) throw new Refusal(400, words, `${path}/value`);
    return [{ name: label, value, ...(typeof id === 'string' && { id }) }];
  });
}

function customOf(list: unknown): Record<string, unknown> {
  const custom: Record<string, unknown> = {};
  for (const { key, value } of (list ?? []) as { key: string; value: unknown }[]) {
    if (!CUSTOM_FIELDS.some((field) => field.key === key))
      throw new Refusal(400, 'Invalid Custom Field Item', '/body/customFields');
    if (value !== null) custom[key] = value;
  }
  return custom;
}
