import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inspectFile } from '../inspect-file.ts';
import type { Proposal } from '../propose/proposal.ts';
import { bytesOf } from '../testing/bytes-of.ts';
import { createLanguageModelProposer } from './create-proposer.ts';
import { type ModelAnswer, type ModelServer, startModel } from './testing/start-model.ts';

const KEY = 'sk-canary-key';
let model: ModelServer;
let answer: ModelAnswer;

beforeAll(async () => {
  model = await startModel(() => answer);
});
afterAll(() => model?.close());
beforeEach(() => {
  model.asked.length = 0;
});

const proposer = (baseUrl = model.url, timeoutMs = 10_000) =>
  createLanguageModelProposer({ apiKey: KEY, model: 'some-model', baseUrl, timeoutMs });
const says = (...columns: object[]): ModelAnswer => ({ says: JSON.stringify({ columns }) });
const file = (...rows: string[]) => bytesOf(`${rows.join('\n')}\n`);
/** Names that ours does not know, of Danish, beside one that it does. */
const danish = file('Fornavn,Efternavn,E-mail,Stilling', 'Canary,Hemmelig,canary@secret.example,Direktør');
const withModel = (source = danish, by = proposer()): Promise<Proposal> => inspectFile(source, 'a.csv', {}, [by]);
const taken = ({ columns }: Proposal) =>
  columns.map(({ column, kind, field, by }) => [column, kind === null ? null : `${kind}.${field}`, by]);
const ours = 'names and values';

describe('a language model as a second proposer', () => {
  it('fills what names and values leave open, with a reason of its own and no more confidence than a good guess', async () => {
    answer = says(
      { column: 1, field: 'contact.first_name', confidence: 1 },
      { column: 2, field: 'contact.last_name', confidence: 1 },
      { column: 3, field: 'contact.email', confidence: 1 },
      { column: 4, field: 'contact.title', confidence: 0.6 },
    );
    const proposal = await withModel();
    expect(taken(proposal)).toEqual([
      ['Fornavn', 'contact.first_name', 'some-model'],
      ['Efternavn', 'contact.last_name', 'some-model'],
      ['E-mail', 'contact.email', ours],
      ['Stilling', 'contact.title', 'some-model'],
    ]);
    expect(proposal.columns.map(({ confidence }) => confidence)).toEqual([0.8, 0.8, expect.any(Number), 0.6]);
    expect(proposal.columns[0]!.reason).toBe('proposed by some-model');
    expect(proposal.warnings).toEqual([]);
  });

  it('is shown names of columns and counts, and no value of any cell', async () => {
    answer = says();
    await withModel();
    const [{ body, authorization } = { body: '', authorization: '' }] = model.asked;
    expect(authorization).toBe(`Bearer ${KEY}`);
    expect(body).toContain('Fornavn');
    for (const value of ['Canary', 'canary@', 'Hemmelig', 'Direkt', KEY]) expect(body).not.toContain(value);
    const { response_format: format } = JSON.parse(body);
    expect(format).toMatchObject({ type: 'json_schema', json_schema: { strict: true } });
    expect(format.json_schema.schema.properties.columns.items.properties.field.enum).toContain('contact.email');
  });

  it('unsettles nothing that is settled, and is told where it says otherwise', async () => {
    const settled = file('E-mail,Abteilung,Andet', 'a@b.example,Salg,x', 'c@d.example,Indkøb,y');
    const alone = await inspectFile(settled, 'a.csv');
    answer = says(
      { column: 2, field: 'contact.title', confidence: 1 },
      { column: 3, field: 'contact.department', confidence: 1 },
    );
    const proposal = await withModel(settled);
    expect(proposal.manifest).toEqual(alone.manifest);
    expect(proposal.warnings).toEqual([expect.stringContaining('some-model takes “Abteilung” for contact.title')]);
  });

  it('closes no question', async () => {
    const unclear = file('Name,Kode', 'Acme,acme.example', 'Globex,globex.example');
    const alone = await inspectFile(unclear, 'a.csv');
    answer = says(
      { column: 1, field: 'account.name', confidence: 1 },
      { column: 2, field: 'account.industry', confidence: 1 },
    );
    const proposal = await withModel(unclear);
    expect(alone.questions.map(({ id }) => id)).toEqual(['whose Name']);
    expect(proposal.questions.map(({ id }) => id)).toEqual(['whose Name']);
    // What can be read two ways is asked as well where the model has found the column.
    const dated = file('Sag,Slut,Selskab', 'Tag,03/04/2026,Acme', 'Hegn,05/06/2026,Acme');
    answer = says(
      { column: 1, field: 'deal.name', confidence: 1 },
      { column: 2, field: 'deal.close_date', confidence: 1 },
    );
    expect((await withModel(dated)).questions.map(({ id }) => id)).toEqual(['order Slut']);
  });

  it('is believed nothing that does not fit the values, or that is not there', async () => {
    const alone = await inspectFile(danish, 'a.csv');
    answer = says(
      { column: 1, field: 'deal.amount', confidence: 1 },
      { column: 2, field: 'deal.close_date', confidence: 1 },
      { column: 99, field: 'contact.title', confidence: 1 },
      { column: 0, field: 'contact.title', confidence: 1 },
      { column: -1, field: 'contact.title', confidence: 1 },
    );
    const proposal = await withModel();
    expect(proposal).toEqual(alone);
  });

  it.each<[string, () => ModelAnswer, RegExp]>([
    ['prose', () => ({ says: 'The first column is the first name.' }), /none that was asked for/],
    ['another shape', () => ({ says: '{"columns": {"1": "contact.email"}}' }), /none that was asked for/],
    [
      'a field that there is not',
      () => says({ column: 1, field: 'contact.shoe_size', confidence: 1 }),
      /none that was/,
    ],
    ['a confidence that is none', () => says({ column: 1, field: 'contact.title', confidence: 7 }), /none that was/],
    ['nothing', () => ({ says: null }), /holds nothing/],
    ['a refusal of the key', () => ({ status: 401 }), /HTTP 401/],
    ['a failure', () => ({ status: 500 }), /HTTP 500/],
    [
      'a way to somewhere else',
      () => ({ status: 302, headers: { location: 'http://127.0.0.1:9/' } }),
      /could not be reached/,
    ],
  ])('that answers with %s changes nothing, and is told', async (_, given, reason) => {
    const alone = await inspectFile(danish, 'a.csv');
    answer = given();
    const { warnings, ...rest } = await withModel();
    expect(rest).toEqual({ ...alone, warnings: undefined });
    expect(warnings).toEqual([expect.stringMatching(reason)]);
    expect(warnings[0]).toMatch(/^some-model said nothing: /);
    for (const value of [KEY, 'canary@', 'Fornavn']) expect(warnings[0]).not.toContain(value);
  });

  it('that is away, or silent, changes nothing, and is told', async () => {
    const away = await withModel(danish, proposer('http://127.0.0.1:9/v1'));
    expect(away.warnings).toEqual([expect.stringContaining('could not be reached')]);
    answer = {};
    const silent = await withModel(danish, proposer(model.url, 150));
    expect(silent.warnings).toEqual([expect.stringContaining('did not answer in time')]);
    expect(silent.manifest).toEqual(away.manifest);
  });
});
