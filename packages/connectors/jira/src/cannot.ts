import type { Cannot } from '@syncline/connector-sdk';

/** What Jira can't do; docs/connectors/jira.md says it in the same words. */
export const cannot: Cannot = {
  conditional_update:
    'Jira takes every write whatever it replaces: Syncline reads and compares just before it writes, and an edit made in the moment between is overwritten in the fields that are written, and only there.',
  archive:
    'Archiving (of Jira Premium) is not carried: an issue that is archived elsewhere can only be moved to a closed status here, and one archived here stays at the other sides as it was.',
  redelivery: 'Jira sends nothing again on demand: what its own five tries did not bring is found by the next poll.',
};
