import type { Cannot } from '@syncline/connector-sdk';

/** What GitLab can't do; docs/connectors/gitlab.md says it in the same words. */
export const cannot: Cannot = {
  conditional_update:
    'GitLab takes every write whatever it replaces: Syncline reads and compares just before it writes, and an edit made in the moment between is overwritten in the fields that are written, and only there.',
  archive:
    'Issues are not archived by GitLab, only projects are: one that is archived elsewhere can only be closed here.',
  redelivery: 'GitLab sends nothing again on demand: what was missed is found by the next poll.',
  hear_deletes:
    'Deletes of issues, comments and labels are told by no webhook: what was deleted stays in the graph until the record is read again.',
};
