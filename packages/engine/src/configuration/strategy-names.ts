/** Names that the field has for the modes of policies, beside our own. */
export const strategyNames = {
  elder_wins: 'local_wins',
  external_wins: 'remote_wins',
  merge: 'merge_with_audit',
} as const;

/** `remote_wins`, owned by the streams of the kind that are of CRMs; which these are only the connections say. */
export const CRM_WINS = 'crm_wins';
