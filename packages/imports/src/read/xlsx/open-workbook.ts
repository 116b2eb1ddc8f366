import { posix } from 'node:path';
import { importLimits, UnreadableFileError } from '../../limits.ts';
import type { ByteSource } from '../source-row.ts';
import { isDateFormat } from './excel-dates.ts';
import { openZip, type Zip } from './open-zip.ts';
import { readXml } from './parse-xml.ts';

export interface Sheet {
  readonly name: string;
  readonly part: string;
}

export interface Workbook {
  readonly zip: Zip;
  readonly sheets: readonly Sheet[];
  /** Days are counted from 1904, as Excel for Mac did. */
  readonly is1904: boolean;
  /** For each style of a cell, whether it shows numbers as dates. */
  readonly dateStyles: readonly boolean[];
  readonly sharedTexts: readonly string[];
}

/** Opens a workbook; the caller closes `zip`. Throws UnreadableFileError for packed files that are none. */
export async function openWorkbook(source: ByteSource): Promise<Workbook> {
  const zip = await openZip(source);
  try {
    if (!zip.names.has('xl/workbook.xml'))
      throw new UnreadableFileError(
        'no_workbook',
        'This is a packed file, but no .xlsx. Unpack it, or save the sheet as CSV.',
      );
    const targets = await readRelations(zip);
    const sheets: Sheet[] = [];
    let is1904 = false;
    await readXml(zip.part('xl/workbook.xml'), {
      open(name, attributes) {
        if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
        const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
        const part = id === undefined ? undefined : targets.get(id);
        if (name === 'sheet' && part !== undefined && zip.names.has(part))
          sheets.push({ name: attributes['name'] ?? '', part });
      },
    });
    if (sheets.length === 0) throw new UnreadableFileError('no_sheet', 'The workbook holds no sheet with cells.');
    return { zip, sheets, is1904, dateStyles: await readDateStyles(zip), sharedTexts: await readSharedTexts(zip) };
  } catch (error) {
    await zip.close();
    throw error;
  }
}

async function readRelations(zip: Zip): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  await readXml(zip.part('xl/_rels/workbook.xml.rels'), {
    open(name, { Id, Target, Type = '' }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined || !Type.endsWith('/worksheet')) return;
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : posix.join('xl', Target));
    },
  });
  return targets;
}

async function readDateStyles(zip: Zip): Promise<boolean[]> {
  const formats = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  await readXml(zip.part('xl/styles.xml'), {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0);
        styles.push(isDateFormat(id, formats.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

async function readSharedTexts(zip: Zip): Promise<string[]> {
  const texts: string[] = [];
  let current = '';
  let isText = false;
  let isPhonetic = false;
  let size = 0;
  await readXml(zip.part('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') current = '';
      if (name === 't') isText = true;
      if (name === 'rPh') isPhonetic = true;
    },
    text(text) {
      if (isText && !isPhonetic) current += text;
    },
    close(name) {
      if (name === 't') isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name !== 'si') return;
      size += current.length;
      if (size > importLimits.sharedTextBytes)
        throw new UnreadableFileError(
          'shared_texts',
          'The workbook holds more text than can be read at once. Save the sheet as CSV.',
        );
      texts.push(current);
    },
  });
  return texts;
}
