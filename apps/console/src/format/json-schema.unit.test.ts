import { expect, it } from 'vitest';
import { settingsOf, settingTitle, withSetting } from './json-schema.ts';

it('reads from a schema how each setting is entered, those that are needed first', () => {
  const settings = settingsOf({
    properties: {
      repositories: { type: 'array', items: { type: 'string' }, description: 'Which' },
      projects: { anyOf: [{ type: 'boolean' }, { type: 'array', items: { type: 'integer' } }] },
      auth: { enum: ['api_key', 'oauth'], type: 'string', default: 'api_key' },
      customFields: { type: 'object' },
      owner: { type: 'string' },
      portalId: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
      seesAll: { type: 'boolean', default: false },
    },
    required: ['owner', 'auth'],
  });
  expect(settings.map(({ name, form, isRequired }) => [name, form, isRequired])).toEqual([
    ['owner', 'text', true],
    ['repositories', 'list', false],
    ['projects', 'list', false],
    ['auth', 'one-of', false],
    ['customFields', 'json', false],
    ['portalId', 'text', false],
    ['seesAll', 'yes-no', false],
  ]);
  expect(settings.find(({ name }) => name === 'projects')?.isNumeric).toBe(true);
});

it('leaves out what is empty, so that the default holds', () => {
  expect(withSetting({ owner: 'acme', streams: ['issues'] }, 'streams', [])).toEqual({ owner: 'acme' });
  expect(withSetting({}, 'seesAll', false)).toEqual({ seesAll: false });
});

it('says names as people do', () => {
  expect(settingTitle('organizationId')).toBe('Organization id');
});
