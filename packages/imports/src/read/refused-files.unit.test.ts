import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { inspectFile } from '../inspect-file.ts';
import { UnreadableFileError } from '../limits.ts';
import { bytesOf } from '../testing/bytes-of.ts';
import { makeXlsx } from '../testing/make-xlsx.ts';

const codeOf = (content: string | Uint8Array, name = 'a.csv') =>
  inspectFile(bytesOf(content), name).then(
    () => 'read',
    (error: unknown) => (error instanceof UnreadableFileError ? error.code : error),
  );

it('refuses a part that unpacks to far more than its size, before it is unpacked', async () => {
  const sheet = strToU8(`<worksheet>${' '.repeat(8_000_000)}</worksheet>`);
  expect(await codeOf(zipSync({ 'xl/workbook.xml': sheet }))).toBe('zip_bomb');
});

it('refuses entities that a workbook declares itself', async () => {
  const workbook = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>';
  expect(await codeOf(zipSync({ 'xl/workbook.xml': strToU8(workbook) }))).toBe('xml');
});

it('refuses what is no table, each in words of its own', async () => {
  expect(await codeOf('')).toBe('empty');
  expect(await codeOf('%PDF-1.7')).toBe('pdf');
  expect(await codeOf('<!doctype html><table>', 'a.xls')).toBe('markup');
  expect(await codeOf(zipSync({ 'readme.txt': strToU8('x') }))).toBe('no_workbook');
  expect(await codeOf(makeXlsx({ sheets: { S: [['email']] } }))).toBe('no_rows');
  expect(await codeOf('[{"email": "a@b.example"}, {')).toBe('json');
});

it('tells where a quotation mark is opened and never closed', async () => {
  const error = await inspectFile(bytesOf('email,notes\na@b.example,x\nc@d.example,"y\n'), 'a.csv').catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: 'csv', row: 3 });
});
