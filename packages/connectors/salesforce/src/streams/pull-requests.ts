import { field } from '../object/field.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

/** The custom object of infra/salesforce. */
export const pullRequests: ObjectDefinition = {
  stream: 'pull_requests',
  title: 'GitHub pull requests',
  kind: 'change_request',
  object: 'GitHub_Pull_Request__c',
  fields: [
    field('title', 'Title__c', 'text', { required: true }),
    field('body', 'Body__c', 'rich_text'),
    field('state', 'State__c', 'choice', { required: true }),
    field('number', 'Number__c', 'number', { scale: 0 }),
    field('url', 'Url__c', 'text'),
    field('author', 'Author__c', 'text'),
    field('head_branch', 'Head_Branch__c', 'text'),
    field('base_branch', 'Base_Branch__c', 'text'),
    field('draft', 'Draft__c', 'boolean'),
    field('merged_at', 'Merged_At__c', 'instant'),
    field('closed_at', 'Closed_At__c', 'instant'),
    field('repository', 'Repository__c', 'reference', { references: 'repositories', relation: 'belongs_to' }),
    field('created_at', 'CreatedDate', 'instant', { writable: 'no' }),
  ],
  parents: [{ relation: 'belongs_to', stream: 'repositories', required: false }],
};
