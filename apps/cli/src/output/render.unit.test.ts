import { expect, it } from 'vitest';
import { paletteOf } from './palette.ts';
import { render } from './render.ts';

const plain = paletteOf(false);

it('writes CSV that a spreadsheet does not run', () => {
  const rows = [
    ['=1+1', '+x', '-x', '@x', ' =1', '\t=1'],
    ['a,b', 'say "hi"', 'two\nlines', -5, null, 'plain'],
  ];
  expect(render({ json: {}, tables: [{ columns: ['a', 'b', 'c', 'd', 'e', 'f'], rows }] }, 'csv', plain)).toBe(
    `a,b,c,d,e,f\r\n'=1+1,'+x,'-x,'@x,' =1,'\t=1\r\n"a,b","say ""hi""","two\nlines",-5,,plain\r\n`,
  );
});

it('does not let a text from outside steer the terminal', () => {
  const text = render(
    { json: {}, tables: [{ columns: ['title'], rows: [['\u001b[31mred\u001b]0;title\u0007\r\n\u009b1m']] }] },
    'table',
    plain,
  );
  // eslint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});

it('says what to do when there is nothing', () => {
  expect(render({ json: [], tables: [{ columns: ['id'], rows: [], empty: 'Nothing waits.' }] }, 'table', plain)).toBe(
    'Nothing waits.\n',
  );
  expect(render({ json: [], tables: [{ columns: ['id'], rows: [] }] }, 'csv', plain)).toBe('id\r\n');
});

it('writes exactly one document in JSON', () => {
  expect(render({ json: { a: 'two\nlines' }, tables: [] }, 'json', plain)).toBe('{"a":"two\\nlines"}\n');
});

it('colours only when it is told to', () => {
  const table = { json: {}, tables: [{ title: 'T', columns: ['id'], rows: [[1]] }] };
  expect(render(table, 'table', paletteOf(true))).toContain('\u001b[');
  expect(render(table, 'table', plain)).not.toContain('\u001b[');
});
