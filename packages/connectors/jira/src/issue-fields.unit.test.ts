import { describe, expect, it } from 'vitest';
import { expressLabels, expressSummary } from './issue-fields.ts';
import { linkBody, linkedIds, readLinks } from './issue-links.ts';

describe('labels', () => {
  it('have no spaces, no repeats and an order of their own', () => {
    expect(expressLabels(['good first issue', 'bug', ' bug ', 'a\tb', ''])).toEqual(['a-b', 'bug', 'good-first-issue']);
    expect(expressLabels(null)).toBeNull();
    const once = expressLabels(['x'.repeat(300), 'ä ö']);
    expect(expressLabels(once)).toEqual(once);
  });
});

describe('a summary', () => {
  it('is one line of 255 characters at most, cut at whole characters', () => {
    expect(expressSummary(' a \r\n b\n\nc ')).toBe('a b c');
    const long = expressSummary(`${'x'.repeat(254)}🎉🎉`) as string;
    expect(long).toBe('x'.repeat(254));
    expect(expressSummary(long)).toBe(long);
  });
});

describe('links', () => {
  const end = (id: string) => ({ id, key: `API-${id}` });
  const links = readLinks([
    { id: '1', type: { name: 'Blocks' }, outwardIssue: end('11') },
    { id: '2', type: { name: 'Blocks' }, inwardIssue: end('12') },
    { id: '3', type: { name: 'Relates' }, inwardIssue: end('13') },
    { id: '4', type: { name: 'Relates' }, outwardIssue: end('14') },
    { id: '5', type: { name: 'Cloners' }, outwardIssue: end('15') },
    { id: '6', type: { name: 'Blocks' } },
    null,
    'x',
  ]);

  it('are read from the side of the issue that shows them', () => {
    expect(linkedIds(links, 'blocks')).toEqual(['11']);
    expect(linkedIds(links, 'depends_on')).toEqual(['12']);
    expect(linkedIds(links, 'related_to')).toEqual(['13', '14']);
  });

  it('are made with the blocking issue as the inward end', () => {
    expect(linkBody('blocks', '1', '2')).toMatchObject({ inwardIssue: { id: '1' }, outwardIssue: { id: '2' } });
    expect(linkBody('depends_on', '1', '2')).toMatchObject({ inwardIssue: { id: '2' }, outwardIssue: { id: '1' } });
  });
});
