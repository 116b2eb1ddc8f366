import { expect, it } from 'vitest';
import { inspectFile } from './inspect-file.ts';
import { answerQuestions } from './propose/answer-questions.ts';
import { bytesOf } from './testing/bytes-of.ts';
import { fields, finding, lines, project, said } from './testing/inspected.ts';
import { makeXlsx } from './testing/make-xlsx.ts';

it('1: semicolons and decimal commas of a German export', async () => {
  const file = bytesOf(lines('Firma;Umsatz;Mitarbeiter', 'Acme GmbH;1.234.567,50;12', '"Klein; Söhne";99,5;3'));
  const proposal = await inspectFile(file, 'kunden.csv');
  expect(finding(proposal, 'delimiter')).toBe(';');
  expect(proposal.questions).toEqual([]);
  expect(said(await project(file, proposal), 'account')).toEqual([
    { name: 'Acme GmbH', annual_revenue: 1234567.5, employees: 12 },
    { name: 'Klein; Söhne', annual_revenue: 99.5, employees: 3 },
  ]);
});

it('2: a mark of UTF-8 at the start, which is no part of the first name of a column', async () => {
  const proposal = await inspectFile(bytesOf(`\ufeff${lines('email,first name', 'a@b.example,Ana')}`), 'a.csv');
  expect(finding(proposal, 'encoding')).toBe('utf-8');
  expect(fields(proposal)).toEqual({ email: 'contact.email', 'first name': 'contact.first_name' });
});

it('3: mixed orders of dates, which are asked about by the rows that prove it', async () => {
  const file = bytesOf(lines('Deal,Close date', 'A,13/02/2026', 'B,02/14/2026', 'C,03/04/2026'));
  const proposal = await inspectFile(file, 'deals.csv');
  expect(proposal.questions).toMatchObject([{ id: 'order Close date', answer: null }]);
  expect(proposal.questions[0]!.text).toMatch(/mixes orders: row 2 can only be day first, row 3 only month first/);
  const answered = answerQuestions(proposal, { 'order Close date': 'dmy' });
  const rows = await project(file, answered.proposal);
  expect(said(rows, 'deal')).toEqual([
    { name: 'A', close_date: '2026-02-13' },
    undefined,
    { name: 'C', close_date: '2026-04-03' },
  ]);
  expect(rows[1]!.problems).toMatchObject([{ row: 3, column: 'Close date', severity: 'error' }]);
});

it('4: a title, and names over merged cells', async () => {
  const file = bytesOf(
    makeXlsx({
      sheets: {
        Liste: [
          ['Customers, March', null, null, null],
          ['Contact', null, 'Company', null],
          ['First name', 'Email', 'Name', 'Website'],
          ['Ana', 'ana@acme.com', 'Acme', 'acme.com'],
        ],
      },
    }),
  );
  const proposal = await inspectFile(file, 'list.xlsx');
  expect(finding(proposal, 'header')).toBe('row 3');
  expect(fields(proposal)).toEqual({
    'Contact First name': 'contact.first_name',
    'Contact Email': 'contact.email',
    'Company Name': 'account.name',
    'Company Website': 'account.domain',
  });
  expect(said(await project(file, proposal), 'account')).toEqual([{ name: 'Acme', domain: 'acme.com' }]);
});

it('5: ragged rows, of which the long one waits and the short one is told', async () => {
  const file = bytesOf(
    lines('email,title,company', 'a@b.example,CEO,Acme, Inc.', 'c@d.example', 'e@f.example,CTO,Globex'),
  );
  const rows = await project(file, await inspectFile(file, 'a.csv'));
  expect(rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
    ['too_many_cells'],
    ['too_few_cells'],
    [],
  ]);
  expect(said(rows, 'contact')).toEqual([undefined, { email: 'c@d.example' }, { email: 'e@f.example', title: 'CTO' }]);
});

it('6: formulas count by what they came to, and one that never did waits', async () => {
  const file = bytesOf(
    makeXlsx({
      sheets: {
        S: [
          ['Company', 'Employees'],
          ['Acme', { formula: 'SUM(1,2)', value: 3 }],
          ['Globex', { formula: 'SUM(C1)' }],
          ['Initech', { formula: 'C9', error: '#REF!' }],
          ['Hooli', 5],
        ],
      },
    }),
  );
  const rows = await project(file, await inspectFile(file, 'a.xlsx'));
  expect(said(rows, 'account')).toEqual([
    { name: 'Acme', employees: 3 },
    undefined,
    undefined,
    { name: 'Hooli', employees: 5 },
  ]);
  expect(rows[1]!.problems[0]!.message).toContain('never computed');
  expect(rows[2]!.problems[0]!.message).toContain('#REF!');
});

it.each([
  [false, 45_000, '2023-03-15'],
  [true, 43_538, '2023-03-15'],
])('7: dates of a workbook that counts from 1904 (%s) need no question', async (is1904, serial, date) => {
  const file = bytesOf(
    makeXlsx({
      is1904,
      sheets: {
        S: [
          ['Deal', 'Close date'],
          ['A', { value: serial, date: true }],
        ],
      },
    }),
  );
  const proposal = await inspectFile(file, 'a.xlsx');
  expect(proposal.questions).toEqual([]);
  expect(said(await project(file, proposal), 'deal')).toEqual([{ name: 'A', close_date: date }]);
});

it('8: the Latin letters of Windows', async () => {
  const text = lines('Vorname,Nachname,E-Mail', 'Jürgen,Müller,j@x.example', 'François,Noël,f@x.example');
  const file = bytesOf(Buffer.from(text, 'latin1'));
  const proposal = await inspectFile(file, 'a.csv');
  expect(finding(proposal, 'encoding')).toBe('windows-1252');
  expect(said(await project(file, proposal), 'contact')).toMatchObject([
    { last_name: 'Müller' },
    { first_name: 'François' },
  ]);
});

it('9: two columns of one name, about which it asks', async () => {
  const file = bytesOf(lines('email,email,last name', 'a@b.example,a2@b.example,A', 'c@d.example,,C'));
  const proposal = await inspectFile(file, 'a.csv');
  expect(proposal.warnings).toEqual([expect.stringContaining('Two columns are called “email”')]);
  expect(proposal.questions).toMatchObject([
    {
      id: 'which contact.email',
      columns: ['email', 'email (2)'],
      choices: [{ value: 'email' }, { value: 'email (2)' }, { value: 'none' }],
    },
  ]);
  const { proposal: answered } = answerQuestions(proposal, { 'which contact.email': 'email' });
  expect(said(await project(file, answered), 'contact')).toEqual([
    { last_name: 'A', email: 'a@b.example' },
    { last_name: 'C', email: 'c@d.example' },
  ]);
});

it('10: line breaks in cells, with rows told by the line that they begin at', async () => {
  const file = bytesOf(
    lines('email,notes', 'a@b.example,"one\r\ntwo"', 'nobody,x', 'c@d.example,y', 'e@f.example,z', 'g@h.example,z'),
  );
  const rows = await project(file, await inspectFile(file, 'a.csv'));
  expect(rows.map(({ row }) => row)).toEqual([2, 4, 5, 6, 7]);
  expect(rows[0]!.records[0]!.fields).toEqual({ email: 'a@b.example', description: 'one\r\ntwo' });
  expect(rows[1]!.problems).toMatchObject([{ row: 4, column: 'email' }]);
});

it('UTF-16, as Excel saves “Unicode text”, with tabs', async () => {
  const file = bytesOf(Buffer.from(`\ufeff${lines('Email\tTitle', 'ä@b.example\tŁódź')}`, 'utf16le'), 7);
  const proposal = await inspectFile(file, 'a.txt');
  expect([finding(proposal, 'encoding'), finding(proposal, 'delimiter')]).toEqual(['utf-16le', '\t']);
  expect(said(await project(file, proposal), 'contact')).toEqual([{ email: 'ä@b.example', title: 'Łódź' }]);
});

it('lists of JSON, inside of an object too, and lines of it', async () => {
  const people = [
    { email: 'a@b.example', company: { name: 'Acme' } },
    { email: 'c@d.example', title: 'CTO' },
  ];
  for (const text of [
    JSON.stringify(people),
    JSON.stringify({ people }),
    people.map((each) => JSON.stringify(each)).join('\n'),
  ]) {
    const file = bytesOf(text, 5);
    const rows = await project(file, await inspectFile(file, 'a.json'));
    expect(said(rows, 'contact')).toEqual([{ email: 'a@b.example' }, { email: 'c@d.example', title: 'CTO' }]);
    expect(said(rows, 'account')).toEqual([{ name: 'Acme' }, undefined]);
  }
});
