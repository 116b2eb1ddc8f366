import { describe, expect, it } from 'vitest';
import { linkNumber, parseLinkHeader } from './link-header.ts';

describe('parseLinkHeader', () => {
  it('reads next and last of a GitHub header', () => {
    const links = parseLinkHeader('<https://h/x?page=2&q=a,b>; rel="next", <https://h/x?page=34>; rel="last"');
    expect(links).toEqual({ next: 'https://h/x?page=2&q=a,b', last: 'https://h/x?page=34' });
    expect(linkNumber(links.last, 'page')).toBe(34);
  });

  it('takes several relations of one link and relations without quotes', () => {
    expect(parseLinkHeader('<u>; title="x"; rel="prev first", <v>; rel=next')).toEqual({
      prev: 'u',
      first: 'u',
      next: 'v',
    });
  });

  it.each([null, undefined, '', 'garbage', '<u>', '<u>; rel', '; rel="next"'])('finds nothing in %j', (header) => {
    expect(parseLinkHeader(header)).toEqual({});
  });

  it('takes no number from a parameter that is none', () => {
    expect(linkNumber('https://h/?page=abc', 'page')).toBeNull();
    expect(linkNumber('https://h/', 'page')).toBeNull();
    expect(linkNumber(undefined, 'page')).toBeNull();
  });
});
