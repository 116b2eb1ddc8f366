import type { Cannot } from '@syncline/connector-sdk';

/** What GitHub can't do; docs/connectors/github.md says it in the same words. */
export const cannot: Cannot = {
  conditional_update:
    'GitHub takes every write whatever it replaces: Syncline reads and compares right before it writes, and an edit made in the moment between is overwritten in the fields that are written, and only there.',
  remove:
    "Issues are not deleted, since the REST API can't: one whose twin is deleted elsewhere stays until a person closes or deletes it.",
  archive: "Issues can't be archived: one that is archived elsewhere can only be closed here.",
  due_date:
    'Issues have no due date: that of another side is shown where a date field of a project, or a milestone, is mapped to it.',
};
