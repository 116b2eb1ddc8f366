import { expect, it } from 'vitest';
import { inspectFile } from './inspect-file.ts';
import { answerQuestions } from './propose/answer-questions.ts';
import { bytesOf } from './testing/bytes-of.ts';
import { fields, finding, lines, project, said } from './testing/inspected.ts';
import { makeXlsx } from './testing/make-xlsx.ts';

it('11: a list of stock with a title, sections, a sum, and prices with signs and codes of currencies', async () => {
  const file = bytesOf(
    makeXlsx({
      sheets: {
        Bestand: [
          ['Lagerliste März', null, null, null, null],
          ['Art.-Nr.', 'Bezeichnung', 'Warengruppe', 'VK-Preis', 'Bestand', 'Status'],
          ['Boote', null, null, null, null, null],
          ['B-1', 'Holzboot Elsa', 'Boote', '€ 9.000,00', 1, 'verfügbar'],
          ['B-2', 'Stahlboot Otto', 'Boote', '40.000,50 CHF', 1, 'Verkauft'],
          ['Zubehör', null, null, null, null, null],
          ['Z-1', 'Anker', 'Zubehör', 'auf Anfrage', 12, null],
          ['Z-2', 'Tau, 20 m', 'Zubehör', 19.9, 4, 'verfügbar'],
          ['Summe', null, null, null, 18, null],
        ],
      },
    }),
  );
  const proposal = await inspectFile(file, 'lager.xlsx');
  expect(finding(proposal, 'header')).toBe('row 2');
  expect(proposal.questions).toEqual([]);
  expect(fields(proposal)).toEqual({
    'Art.-Nr.': 'inventory_item.sku',
    Bezeichnung: 'inventory_item.name',
    Warengruppe: 'inventory_item.category',
    'VK-Preis': 'inventory_item.price',
    Bestand: 'inventory_item.quantity',
    Status: 'inventory_item.status',
  });
  const rows = await project(file, proposal);
  const boat = { category: 'Boote', quantity: 1 };
  expect(said(rows, 'inventory_item')).toEqual([
    undefined,
    { sku: 'B-1', name: 'Holzboot Elsa', ...boat, price: 9000, currency: 'EUR', status: 'available' },
    { sku: 'B-2', name: 'Stahlboot Otto', ...boat, price: 40000.5, currency: 'CHF', status: 'sold' },
    undefined,
    undefined,
    { sku: 'Z-2', name: 'Tau, 20 m', category: 'Zubehör', price: 19.9, quantity: 4, status: 'available' },
    undefined,
  ]);
  expect(
    rows.map(({ row, problems }) => [row, ...problems.map(({ severity, code }) => `${severity} ${code}`)]),
  ).toEqual([
    [3, 'warning heading'],
    [4],
    [5],
    [6, 'warning heading'],
    [7, 'error no_number'],
    [8],
    [9, 'error nameless'],
  ]);
});

it('12: what people look for, with semicolons, and budgets from and to in one column', async () => {
  const file = bytesOf(
    lines(
      'Name;E-Mail;Firma;Sucht;Kategorie;Budget;Bemerkung',
      'Ann Lee;ann@x.example;;Holzboot mit Mast;Boote;5.000 - 10.000;eilt',
      'Bob Ray;;Nordwind GmbH;Anker;Zubehör;bis 99,50 €;',
      ';;Nordwind GmbH;;Boote;ab 20.000;',
      'Eva Klein;eva@x.example;;Ruder;;10.000 - 5.000;',
      ';;;Segel;;100;',
      'Ida Ost;ida@x.example;;;;;',
    ),
  );
  const proposal = await inspectFile(file, 'wünsche.csv');
  expect(fields(proposal)).toEqual({
    Name: 'contact.first_name',
    'E-Mail': 'contact.email',
    Firma: 'account.name',
    Sucht: 'interest.words',
    Kategorie: 'interest.category',
    Budget: 'interest.price_from',
    Bemerkung: 'interest.note',
  });
  expect(proposal.questions).toEqual([]);
  const rows = await project(file, proposal);
  expect(said(rows, 'interest')).toEqual([
    { words: 'Holzboot mit Mast', category: 'Boote', price_from: 5000, price_to: 10000, note: 'eilt' },
    { words: 'Anker', category: 'Zubehör', price_to: 99.5 },
    { category: 'Boote', price_from: 20000 },
    undefined,
    undefined,
    undefined,
  ]);
  expect(rows.slice(0, 3).map(({ records }) => records.at(-1)?.links)).toEqual([
    { contact: 'contact' },
    { contact: 'contact' },
    { account: 'account' },
  ]);
  expect(rows.map(({ problems }) => problems.map(({ column, message }) => [column, message]))).toEqual([
    [],
    [],
    [],
    [['Budget', expect.stringContaining('neither an amount nor a range')]],
    [[null, 'Nothing in this row tells whose interest it is.']],
    [],
  ]);
});

it('a range of which nothing says what parts its decimals is one question for both of its ends', async () => {
  const file = bytesOf(lines('E-Mail;Sucht;Budget', 'ann@x.example;Boot;5.000 - 10.000'));
  const proposal = await inspectFile(file, 'a.csv');
  expect(proposal.questions).toMatchObject([{ id: 'decimal Budget', columns: ['Budget'] }]);
  const { proposal: answered } = answerQuestions(proposal, { 'decimal Budget': ',' });
  expect(said(await project(file, answered), 'interest')).toEqual([
    { words: 'Boot', price_from: 5000, price_to: 10000 },
  ]);
});

it('websites under a suffix that no list knows; what is called a website and is none is told', async () => {
  const file = bytesOf(
    lines('Company,Website', 'Nordwind,https://nordwind.example', 'Acme,www.shop.acme.newest/a?b', 'Kurz,kurz.example'),
  );
  const proposal = await inspectFile(file, 'a.csv');
  expect(said(await project(file, proposal), 'account')).toEqual([
    { name: 'Nordwind', domain: 'nordwind.example' },
    { name: 'Acme', domain: 'acme.newest' },
    { name: 'Kurz', domain: 'kurz.example' },
  ]);
  const bare = bytesOf(lines('Company,Website', 'Kurz,kurz.example'));
  expect(said(await project(bare, await inspectFile(bare, 'a.csv')), 'account')).toEqual([
    { name: 'Kurz', domain: 'kurz.example' },
  ]);
  const house = bytesOf(lines('Company,Website', 'Nordwind,wiki.local', 'Acme,http://10.0.0.1'));
  const { warnings, columns } = await inspectFile(house, 'a.csv');
  expect(columns.find(({ column }) => column === 'Website')).toMatchObject({ kind: null });
  expect(warnings).toEqual([expect.stringMatching(/“Website” is called as account domain is.* “wiki.local”/)]);
  const mixed = bytesOf(lines('Company,Website', 'Acme,acme.com', 'Nordwind,wiki.local', 'Kurz,n.a'));
  const rows = await project(mixed, await inspectFile(mixed, 'a.csv'));
  expect(rows.slice(1)).toMatchObject([
    { records: [], problems: [{ row: 3, column: 'Website', code: 'no_domain' }] },
    { records: [], problems: [{ row: 4, column: 'Website', code: 'no_domain' }] },
  ]);
});

it('a site that many have is no domain of a company', async () => {
  const file = bytesOf(
    lines(
      'Company,Website',
      'Acme,acme.com',
      'Nordwind,https://wixsite.com/nordwind',
      'Kurz,kurz.wixsite.com',
      'Ost,co.uk',
    ),
  );
  const rows = await project(file, await inspectFile(file, 'a.csv'));
  expect(said(rows, 'account')).toEqual([
    { name: 'Acme', domain: 'acme.com' },
    undefined,
    { name: 'Kurz', domain: 'kurz.wixsite.com' },
    undefined,
  ]);
  expect(rows.flatMap(({ problems }) => problems)).toMatchObject([
    { row: 3, column: 'Website', code: 'no_domain' },
    { row: 5, column: 'Website', code: 'no_domain' },
  ]);
});

it('letters beside a price are its currency only where they are one', async () => {
  const file = bytesOf(
    lines('SKU;Product;Price', 'B-1;Boat;9000 VHB', 'B-2;Tau;5 UVP', 'B-3;Anker;20 CHF', 'B-4;Ruder;7 STK'),
  );
  const rows = await project(file, await inspectFile(file, 'a.csv'));
  expect(said(rows, 'inventory_item')).toEqual([
    { sku: 'B-1', name: 'Boat', price: 9000 },
    { sku: 'B-2', name: 'Tau', price: 5 },
    { sku: 'B-3', name: 'Anker', price: 20, currency: 'CHF' },
    { sku: 'B-4', name: 'Ruder', price: 7 },
  ]);
});
