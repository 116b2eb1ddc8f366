export interface PropertySchema {
  readonly name: string;
  readonly label: string;
  readonly type: 'string' | 'number' | 'enumeration' | 'datetime' | 'date' | 'bool';
  readonly options?: readonly string[];
  readonly isUnique?: boolean;
  readonly isReadOnly?: boolean;
  readonly isEmail?: boolean;
  readonly isHidden?: boolean;
  /** Several options at once, apart by semicolons. */
  readonly isMultiple?: boolean;
}

export interface ObjectSchema {
  /** As paths name it. */
  readonly name: string;
  readonly typeId: string;
  /** As older events name it. */
  readonly eventName: string | null;
  readonly created: 'createdate' | 'hs_createdate';
  readonly modified: 'lastmodifieddate' | 'hs_lastmodifieddate';
  readonly properties: ReadonlyMap<string, PropertySchema>;
  /** Properties without which nothing is created. */
  readonly required: readonly string[];
}

/** Stages of the two pipelines, with their share of probability. */
export const PIPELINES = [
  {
    id: 'default',
    label: 'Sales Pipeline',
    stages: [
      ['appointmentscheduled', 'Appointment scheduled', 0.1],
      ['qualifiedtobuy', 'Qualified to buy', 0.4],
      ['contractsent', 'Contract sent', 0.9],
      ['closedwon', 'Closed won', 1],
      ['closedlost', 'Closed lost', 0],
    ],
  },
  {
    id: '75001',
    label: 'Renewals',
    stages: [
      ['1075001', 'Due', 0.5],
      ['1075002', 'Renewed', 1],
      ['1075003', 'Left', 0],
    ],
  },
] as const;

type Kind = PropertySchema['type'];
type More = Partial<Omit<PropertySchema, 'name' | 'type'>>;

const property = (name: string, type: Kind = 'string', more: More = {}): PropertySchema => ({
  name,
  label: name.replaceAll('_', ' '),
  type,
  ...more,
});
const choice = (name: string, ...options: string[]) => property(name, 'enumeration', { options });
const readOnly = (name: string, type: Kind) => property(name, type, { isReadOnly: true });

export const INDUSTRIES = ['COMPUTER_SOFTWARE', 'UTILITIES', 'RETAIL', 'CONSTRUCTION'];
const COMMON = [
  readOnly('hs_object_id', 'number'),
  property('hubspot_owner_id'),
  property('syncline_key', 'string', { isUnique: true }),
];

function object(
  name: string,
  typeId: string,
  eventName: string | null,
  properties: readonly PropertySchema[],
  required: readonly string[] = [],
): ObjectSchema {
  const created = ['companies', 'contacts', 'deals'].includes(name) ? 'createdate' : 'hs_createdate';
  const modified = name === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
  const all = [...COMMON, readOnly(created, 'datetime'), readOnly(modified, 'datetime'), ...properties];
  return {
    name,
    typeId,
    eventName,
    created,
    modified,
    required,
    properties: new Map(all.map((one) => [one.name, one])),
  };
}

/** Objects of the simulated account, with the properties that our set-up adds (infra/hubspot/properties.json). */
export const SCHEMAS: readonly ObjectSchema[] = [
  object('companies', '0-2', 'company', [
    ...['name', 'domain', 'phone', 'description', 'country', 'city'].map((name) => property(name)),
    choice('industry', ...INDUSTRIES),
    choice('type', 'PROSPECT', 'PARTNER', 'RESELLER', 'VENDOR', 'OTHER'),
    property('numberofemployees', 'number'),
    property('annualrevenue', 'number'),
    property('region'),
    property('health_score', 'number'),
    property('renews', 'bool'),
    property('products', 'enumeration', { options: ['crm', 'cms', 'ops'], isMultiple: true }),
    choice('tier', 'gold', 'silver'),
    property('syncline_segment'),
  ]),
  object('contacts', '0-1', 'contact', [
    ...['firstname', 'lastname', 'phone', 'jobtitle', 'city'].map((name) => property(name)),
    property('email', 'string', { isEmail: true }),
    readOnly('hs_searchable_calculated_phone_number', 'string'),
    property('region'),
    property('syncline_department'),
    property('syncline_description'),
    property('hs_analytics_source', 'string', { isHidden: true }),
  ]),
  object('deals', '0-3', 'deal', [
    ...['dealname', 'deal_currency_code', 'hs_next_step', 'description'].map((name) => property(name)),
    choice('pipeline', ...PIPELINES.map(({ id }) => id)),
    choice('dealstage', ...PIPELINES.flatMap(({ stages }) => stages.map(([id]) => id))),
    choice('dealtype', 'newbusiness', 'existingbusiness'),
    property('amount', 'number'),
    property('closedate', 'datetime'),
    readOnly('hs_deal_stage_probability', 'number'),
    readOnly('hs_is_closed', 'bool'),
    readOnly('hs_is_closed_won', 'bool'),
  ]),
  object(
    'quotes',
    '0-14',
    null,
    [
      ...['hs_title', 'hs_currency', 'syncline_description', 'syncline_attachment_reference', 'syncline_status'].map(
        (name) => property(name),
      ),
      choice('hs_status', 'DRAFT', 'PENDING_APPROVAL', 'APPROVAL_NOT_NEEDED', 'APPROVED', 'REJECTED'),
      property('hs_expiration_date', 'date'),
      readOnly('hs_quote_amount', 'number'),
      property('syncline_total', 'number'),
      property('syncline_version', 'number'),
    ],
    ['hs_title', 'hs_expiration_date'],
  ),
  object('notes', '0-46', null, [property('hs_note_body'), property('hs_timestamp', 'datetime')], ['hs_timestamp']),
  object(
    'calls',
    '0-48',
    null,
    [
      ...['hs_call_title', 'hs_call_body'].map((name) => property(name)),
      choice('hs_call_status', 'COMPLETED', 'NO_ANSWER', 'BUSY', 'FAILED', 'IN_PROGRESS'),
      choice('hs_call_direction', 'INBOUND', 'OUTBOUND'),
      property('hs_call_duration', 'number'),
      property('hs_timestamp', 'datetime'),
    ],
    ['hs_timestamp'],
  ),
  object(
    'emails',
    '0-49',
    null,
    [
      ...['hs_email_subject', 'hs_email_text', 'hs_email_html'].map((name) => property(name)),
      choice('hs_email_status', 'BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING', 'SENT'),
      choice('hs_email_direction', 'EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL'),
      property('hs_timestamp', 'datetime'),
    ],
    ['hs_timestamp', 'hs_email_direction'],
  ),
  object(
    'communications',
    '0-18',
    null,
    [
      property('hs_communication_body'),
      choice('hs_communication_channel_type', 'SMS', 'WHATS_APP', 'LINKEDIN_MESSAGE'),
      choice('hs_communication_logged_from', 'CRM'),
      property('hs_timestamp', 'datetime'),
      property('syncline_direction'),
    ],
    ['hs_timestamp', 'hs_communication_channel_type', 'hs_communication_logged_from'],
  ),
  object('2-3456789', '2-3456789', null, [property('name'), property('renewed_on', 'date')]),
];

/** Types of associations both ways, as AssociationTypes of @hubspot/api-client numbers them. A primary one stands beside the plain one. */
export const ASSOCIATION_TYPES: readonly {
  readonly from: string;
  readonly to: string;
  readonly typeId: number;
  readonly inverse: number;
  readonly primary?: readonly [typeId: number, inverse: number];
}[] = [
  { from: 'contacts', to: 'companies', typeId: 279, inverse: 280, primary: [1, 2] },
  { from: 'deals', to: 'companies', typeId: 341, inverse: 342, primary: [5, 6] },
  { from: 'deals', to: 'contacts', typeId: 3, inverse: 4 },
  { from: 'quotes', to: 'deals', typeId: 64, inverse: 63 },
  { from: 'quotes', to: 'companies', typeId: 71, inverse: 72 },
  { from: 'notes', to: 'contacts', typeId: 202, inverse: 201 },
  { from: 'notes', to: 'companies', typeId: 190, inverse: 189 },
  { from: 'notes', to: 'deals', typeId: 214, inverse: 213 },
  { from: 'calls', to: 'contacts', typeId: 194, inverse: 193 },
  { from: 'calls', to: 'companies', typeId: 182, inverse: 181 },
  { from: 'calls', to: 'deals', typeId: 206, inverse: 205 },
  { from: 'emails', to: 'contacts', typeId: 198, inverse: 197 },
  { from: 'emails', to: 'companies', typeId: 186, inverse: 185 },
  { from: 'emails', to: 'deals', typeId: 210, inverse: 209 },
  { from: 'communications', to: 'contacts', typeId: 81, inverse: 82 },
  { from: 'communications', to: 'companies', typeId: 87, inverse: 88 },
  { from: 'communications', to: 'deals', typeId: 85, inverse: 86 },
];
