import { expect, it } from 'vitest';
import { coversHint } from './covers-hint.ts';

const issue = { stream: 'issues', externalId: '1', locator: 'acme/api#1', scope: '7:acme/api', op: 'changed' } as const;

it('covers every repository of the owner when none is named', () => {
  expect(coversHint({ owner: 'acme' }, issue)).toBe(true);
});

it('covers named repositories alone, with or without their owner, whatever the case', () => {
  expect(coversHint({ owner: 'acme', repositories: ['API'] }, issue)).toBe(true);
  expect(coversHint({ owner: 'acme', repositories: ['acme/api'] }, issue)).toBe(true);
  expect(coversHint({ owner: 'acme', repositories: ['web'] }, issue)).toBe(false);
  expect(
    coversHint(
      { owner: 'acme', repositories: ['web'] },
      { ...issue, stream: 'repositories', scope: 'orgs/acme', locator: 'acme/api' },
    ),
  ).toBe(false);
});

it('leaves projects out when the settings do', () => {
  const item = {
    stream: 'project_items',
    externalId: '1',
    locator: null,
    scope: 'orgs/acme/projectsV2/PVT_1',
    op: 'changed',
  } as const;
  expect(coversHint({ owner: 'acme', projects: false }, item)).toBe(false);
  expect(coversHint({ owner: 'acme' }, item)).toBe(true);
});
