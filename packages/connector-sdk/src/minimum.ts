/** What a vendor is to its users; decides what they may expect of its connector at the least. */
export type ConnectorCategory = 'tracker' | 'crm' | 'phone';

/** What users compare connectors by. The conformance suite asks each of them for all that its category must have. */
export type Capability =
  | 'fan_out'
  | 'incremental'
  | 'fetch_one'
  | 'create_once'
  | 'update'
  | 'conditional_update'
  | 'remove'
  | 'close'
  | 'archive'
  | 'assign'
  | 'labels'
  | 'due_date'
  | 'links'
  | 'milestones'
  | 'people'
  | 'accounts'
  | 'contacts'
  | 'deals'
  | 'activities'
  | 'read_comments'
  | 'write_comments'
  | 'remove_comments'
  | 'webhooks'
  | 'register_webhooks'
  | 'redelivery'
  | 'hear_deletes';

/**
 * What a connector can't do, each in one sentence that says what its users lose by it. The same sentence stands on the
 * connector's page in `docs/connectors`.
 */
export type Cannot = Readonly<Partial<Record<Capability, string>>>;

const both: readonly Capability[] = [
  'fan_out',
  'incremental',
  'fetch_one',
  'create_once',
  'update',
  'conditional_update',
  'remove',
  'close',
  'assign',
  'people',
  'read_comments',
  'write_comments',
  'remove_comments',
  'webhooks',
  'register_webhooks',
  'redelivery',
  'hear_deletes',
];

/** What a connector of each category has, or says that it can't. */
export const minimumCapabilities: Readonly<Record<ConnectorCategory, readonly Capability[]>> = {
  tracker: [...both, 'archive', 'labels', 'due_date', 'links', 'milestones'],
  crm: [...both, 'accounts', 'contacts', 'deals', 'activities'],
  // Nothing of it is a piece of work: it is neither closed nor given to anybody.
  phone: [...both.filter((name) => name !== 'close' && name !== 'assign'), 'contacts', 'activities'],
};
