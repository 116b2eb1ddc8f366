import { field } from '../object/field.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

/** The custom object of infra/salesforce. */
export const repositories: ObjectDefinition = {
  stream: 'repositories',
  title: 'GitHub repositories',
  kind: 'repository',
  object: 'GitHub_Repository__c',
  fields: [
    field('name', 'Name', 'text', { required: true }),
    field('full_name', 'Full_Name__c', 'text'),
    field('url', 'Url__c', 'text'),
    field('description', 'Description__c', 'text'),
    field('default_branch', 'Default_Branch__c', 'text'),
    field('language', 'Language__c', 'text'),
    field('private', 'Private__c', 'boolean'),
    field('archived', 'Archived__c', 'boolean'),
    field('account', 'Account__c', 'reference', { references: 'accounts', relation: 'belongs_to' }),
    field('created_at', 'CreatedDate', 'instant', { writable: 'no' }),
  ],
  parents: [{ relation: 'belongs_to', stream: 'accounts', required: false }],
};
