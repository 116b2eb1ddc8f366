import type { FastifyInstance } from 'fastify';
import { unknownId } from '../changes/refusal.ts';
import type { Organisation } from '../model/organisation.ts';
import { type Row, secondsOf, textIn, timeText } from '../model/row.ts';
import { PIPELINES, STAGES } from '../model/schemas.ts';
import { renderPerson } from './render-row.ts';
import { param, queryOf, sendJson } from './reply.ts';
import { storeAt } from './store-at.ts';

const LAYOUT = '5725767090000000001';

/** The organisation, its people, and what its modules look like. */
export function accountRoutes(app: FastifyInstance, organisation: Organisation): void {
  app.get('/crm/v8/org', (_request, reply) => sendJson(reply, { org: [renderOrganisation(organisation)] }));

  app.get('/crm/v8/users', (request, reply) => {
    const { type, page = '1', per_page: size = '200' } = queryOf(request);
    const since = request.headers['if-modified-since'];
    const from = typeof since === 'string' ? secondsOf(since) : Number.NEGATIVE_INFINITY;
    const all = [...(organisation.store('Users')?.rows() ?? [])].filter(
      ({ modified, values }) => modified >= from && (type !== 'ActiveUsers' || values['status'] === 'active'),
    );
    if (all.length === 0) return reply.code(typeof since === 'string' ? 304 : 204).send();
    const [number, perPage] = [Number(page), Math.min(200, Number(size))];
    const shown = all.slice((number - 1) * perPage, number * perPage);
    if (shown.length === 0) return reply.code(204).send();
    const info = { per_page: perPage, count: shown.length, page: number, more_records: number * perPage < all.length };
    return sendJson(reply, { users: shown.map((row) => renderUser(row)), info });
  });
  app.get('/crm/v8/users/:id', (request, reply) => {
    const row = organisation.store('Users')?.get(param(request, 'id'));
    if (row === undefined) throw unknownId(param(request, 'id'));
    return sendJson(reply, {
      users: [renderUser(row)],
      info: { per_page: 200, count: 1, page: 1, more_records: false },
    });
  });

  app.get('/crm/v8/settings/recycle_bin/:id', (request, reply) => {
    const id = param(request, 'id');
    const store = organisation.storeOf(id);
    const deleted = store?.deleted(id);
    if (store === undefined || deleted === undefined || deleted.isPurged) return reply.code(204).send();
    const person = renderPerson(organisation);
    const entry = {
      id,
      display_name: textIn(deleted.row, store.schema.nameField),
      deleted_time: timeText(deleted.at),
      owner: person,
      deleted_by: person,
      module: { api_name: store.schema.name, id: `${store.schema.number}00000000` },
    };
    return sendJson(reply, { recycle_bin: [entry], info: { per_page: 200, count: 1, page: 1, more_records: false } });
  });

  app.get('/crm/v8/settings/fields', (request, reply) => {
    const store = storeAt(organisation, queryOf(request)['module'] ?? '');
    const fields = [...store.schema.fields].map(([name, field], at) => ({
      id: `57257670${store.schema.number}8${String(at).padStart(8, '0')}`,
      api_name: name,
      field_label: name.replaceAll('_', ' '),
      data_type: field.type,
      custom_field: field.isCustom === true,
      read_only: field.isReadOnly === true,
      system_mandatory: field.isRequired === true,
      length: field.length ?? 0,
      pick_list_values: (field.values ?? []).map((value) => ({
        display_value: value,
        actual_value: value,
        type: 'used',
      })),
    }));
    return sendJson(reply, { fields });
  });
  app.get('/crm/v8/settings/layouts', (_request, reply) =>
    sendJson(reply, { layouts: [{ id: LAYOUT, name: 'Standard' }] }),
  );
  app.get('/crm/v8/settings/pipeline', (request, reply) => {
    if (queryOf(request)['layout_id'] !== LAYOUT) throw unknownId(String(queryOf(request)['layout_id']));
    const maps = STAGES.map(([name], at) => ({
      id: `57257670198${String(at).padStart(8, '0')}`,
      display_value: name,
      actual_value: name,
      sequence_number: at + 1,
    }));
    const pipeline = PIPELINES.map((name, at) => ({
      id: `57257670199${String(at).padStart(8, '0')}`,
      display_value: name,
      actual_value: name,
      default: at === 0,
      maps,
    }));
    return sendJson(reply, { pipeline });
  });
}

function renderUser(row: Row) {
  const { email, status, role } = row.values;
  const fullName = textIn(row, 'full_name');
  const [first = '', ...last] = fullName.split(' ');
  return {
    id: row.id,
    full_name: fullName,
    first_name: first,
    last_name: last.join(' '),
    email,
    status,
    role: { name: role, id: '5725767010900000001' },
    profile: { name: 'Administrator', id: '5725767010900000002' },
    zuid: row.id.slice(-9),
    created_time: timeText(row.created),
    Modified_Time: timeText(row.modified),
  };
}

function renderOrganisation(organisation: Organisation) {
  const { settings } = organisation;
  const none = Object.fromEntries(
    ['photo_id', 'city', 'description', 'alias', 'street', 'fax', 'state', 'zip', 'mobile', 'zia_portal_id'].map(
      (name) => [name, null],
    ),
  );
  return {
    ...none,
    id: '57257670000000381',
    company_name: 'Acme',
    zgid: '57257670',
    zia_zgid: 57_257_670,
    ezgid: 'a57257670',
    type: 'Production',
    country: 'IN',
    country_code: 'IN',
    currency: 'Euro - EUR',
    currency_symbol: '€',
    currency_locale: 'de_DE',
    iso_code: 'EUR',
    domain_name: 'org57257670',
    primary_email: 'admin@acme.example',
    primary_zuid: '000000001',
    phone: '+49 30 1',
    website: 'https://acme.example',
    employee_count: '100',
    time_zone: 'Asia/Kolkata',
    created_time: timeText(settings.seededUntil - settings.seededSpan),
    max_per_page: 200,
    call_icon: 'none',
    mc_status: false,
    gapps_enabled: false,
    translation_enabled: false,
    deletable_org_account: false,
    privacy_settings: false,
    hipaa_compliance_enabled: false,
    lite_users_enabled: false,
    oauth_presence: true,
    hierarchy_preferences: { type: 'Role_Hierarchy', strictly_reporting: false },
    checkin_preferences: { restricted_event_types: null },
    license_details: {
      paid: true,
      paid_type: 'enterprise',
      paid_expiry: timeText(settings.seededUntil + 31_536_000),
      users_license_purchased: 10,
      trial_type: null,
      trial_expiry: null,
      trial_action: null,
    },
  };
}
