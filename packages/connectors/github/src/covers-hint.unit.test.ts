import { describe, expect, it } from 'vitest';
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

describe('of projects', () => {
  const project = {
    stream: 'projects',
    externalId: '1',
    locator: 'orgs/acme/projectsV2/1',
    scope: 'orgs/acme',
    op: 'changed',
  } as const;
  const item = {
    ...project,
    stream: 'project_items',
    locator: 'orgs/acme/projectsV2/1/items/5',
    scope: 'orgs/acme/projectsV2/PVT_1',
  };

  it('covers all or none when the settings say so', () => {
    for (const hint of [project, item]) {
      expect(coversHint({ owner: 'acme', projects: false }, hint)).toBe(false);
      expect(coversHint({ owner: 'acme', projects: true }, hint)).toBe(true);
      expect(coversHint({ owner: 'acme' }, hint)).toBe(true);
    }
  });

  it('covers those alone whose numbers the settings name', () => {
    for (const hint of [project, item]) {
      expect(coversHint({ owner: 'acme', projects: [1] }, hint)).toBe(true);
      expect(coversHint({ owner: 'acme', projects: [11, 2] }, hint)).toBe(false);
    }
  });

  it('leaves a project that is known by its node id alone to the read of its item', () => {
    const unnumbered = { ...item, locator: 'orgs/acme/projectsV2/PVT_1/items/5' };
    expect(coversHint({ owner: 'acme', projects: [2] }, unnumbered)).toBe(true);
  });
});
