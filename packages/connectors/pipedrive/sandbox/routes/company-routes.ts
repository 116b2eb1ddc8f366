import type { FastifyInstance } from 'fastify';
import { invalid, notFound, Refusal } from '../changes/refusal.ts';
import { COMPANY_ID, type Company } from '../model/company.ts';
import { customField, type FieldEntity } from '../model/fields.ts';
import { ACTIVITY_TYPES, PIPELINES, STAGES } from '../model/stages.ts';
import { bodyOf, idParam, query } from './reading.ts';

const FIELD_LISTS: readonly (readonly [path: string, entity: FieldEntity])[] = [
  ['organizationFields', 'organizations'],
  ['personFields', 'persons'],
  ['dealFields', 'deals'],
];
const TIME = '2025-01-01T00:00:00Z';

/** What the company has beside records: users, fields, pipelines, types of activity. */
export function companyRoutes(app: FastifyInstance, company: Company): void {
  app.get('/v1/users', (_request, reply) => reply.send({ success: true, data: [...company.rows('users')] }));
  app.get('/v1/users/me', (_request, reply) =>
    reply.send({
      success: true,
      data: {
        ...company.row('users', 1),
        company_id: COMPANY_ID,
        company_name: 'Acme',
        company_domain: 'acme-sandbox',
        company_country: 'EE',
        company_industry: 'Software',
        language: { language_code: 'en', country_code: 'US' },
      },
    }),
  );
  app.get('/v1/users/:id', (request, reply) => {
    const user = company.row('users', idParam(request, 'User'));
    if (!user) throw notFound('User');
    return reply.send({ success: true, data: user });
  });
  app.get('/v1/activityTypes', (_request, reply) =>
    reply.send({
      success: true,
      data: ACTIVITY_TYPES.map((type, at) => ({
        id: at + 1,
        order_nr: at + 1,
        name: type.charAt(0).toUpperCase() + type.slice(1),
        key_string: type,
        icon_key: type === 'sms' ? 'smartphone' : type,
        active_flag: true,
        color: null,
        is_custom_flag: type === 'sms',
        add_time: '2025-01-01 00:00:00',
        update_time: '2025-01-01 00:00:00',
      })),
    }),
  );
  app.get('/api/v2/pipelines', (_request, reply) =>
    reply.send({
      success: true,
      data: PIPELINES.map((pipeline, at) => ({
        ...pipeline,
        order_nr: at,
        is_deleted: false,
        is_deal_probability_enabled: true,
        add_time: TIME,
        update_time: TIME,
      })),
      additional_data: {},
    }),
  );
  app.get('/api/v2/stages', (_request, reply) =>
    reply.send({
      success: true,
      data: STAGES.map((stage) => ({
        ...stage,
        is_deleted: false,
        deal_probability: [10, 30, 60, 90][stage.order_nr],
        is_deal_rot_enabled: false,
        days_to_rotten: null,
        add_time: TIME,
        update_time: TIME,
      })),
      additional_data: {},
    }),
  );
  for (const [path, entity] of FIELD_LISTS) {
    app.get(`/api/v2/${path}`, (request, reply) => {
      const start = Number(query(request)['cursor'] ?? 0);
      const limit = Math.min(Number(query(request)['limit'] ?? 100), 500);
      const all = company.fields(entity);
      return reply.send({
        success: true,
        data: all.slice(start, start + limit),
        additional_data: { next_cursor: all.length > start + limit ? String(start + limit) : null },
      });
    });
    app.post(`/api/v2/${path}`, (request, reply) => {
      const { field_name: name, field_type: type } = bodyOf(request);
      if (typeof name !== 'string' || name === '') throw invalid('field_name', 'Required');
      if (typeof type !== 'string') throw invalid('field_type', 'Required');
      const field = customField(entity, name, type);
      if (company.fields(entity).some(({ field_code }) => field_code === field.field_code))
        throw new Refusal(409, 'A field of that name exists already', 'ERR_FIELD_EXISTS');
      company.addField(entity, field);
      return reply.send({ success: true, data: field });
    });
  }
}
