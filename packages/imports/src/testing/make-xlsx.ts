import { strToU8, zipSync } from 'fflate';

export interface SheetCell {
  /** What stands in the cell; a number with `date` is shown as one. */
  readonly value?: string | number | boolean;
  readonly date?: boolean;
  readonly formula?: string;
  readonly error?: string;
}

export interface WorkbookOptions {
  readonly is1904?: boolean;
  readonly sheets: Readonly<Record<string, readonly (readonly (SheetCell | string | number | null)[])[]>>;
}

/** A small workbook, written part by part as Excel does, with shared texts and a style for dates. */
export function makeXlsx({ is1904 = false, sheets }: WorkbookOptions): Uint8Array {
  const texts: string[] = [];
  const parts: Record<string, Uint8Array> = {};
  const names = Object.keys(sheets);
  names.forEach((name, at) => {
    const rows = sheets[name]!.map((row, index) => rowXml(row, index + 1, texts)).join('');
    parts[`xl/worksheets/sheet${at + 1}.xml`] = part(
      `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
    );
  });
  const list = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('');
  const relations = names
    .map(
      (_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
    )
    .join('');
  const pr = is1904 ? '<workbookPr date1904="1"/>' : '<workbookPr/>';
  parts['xl/workbook.xml'] = part(
    `<workbook xmlns="${main}" xmlns:r="${office}">${pr}<sheets>${list}</sheets></workbook>`,
  );
  parts['xl/_rels/workbook.xml.rels'] = part(`<Relationships>${relations}</Relationships>`);
  parts['xl/styles.xml'] = part(
    `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
  );
  parts['xl/sharedStrings.xml'] = part(
    `<sst xmlns="${main}">${texts.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
  );
  return zipSync(parts);
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function part(xml: string): Uint8Array {
  return strToU8(`<?xml version="1.0" encoding="UTF-8"?>${xml}`);
}

function rowXml(row: readonly (SheetCell | string | number | null)[], number: number, texts: string[]): string {
  const cells = row.map((cell, at) => (cell === null ? '' : cellXml(cell, `${letter(at)}${number}`, texts))).join('');
  return `<row r="${number}">${cells}</row>`;
}

function cellXml(given: SheetCell | string | number, place: string, texts: string[]): string {
  const { value, date, formula, error } = typeof given === 'object' ? given : ({ value: given } as SheetCell);
  const f = formula === undefined ? '' : `<f>${escaped(formula)}</f>`;
  if (error !== undefined) return `<c r="${place}" t="e">${f}<v>${error}</v></c>`;
  if (value === undefined) return `<c r="${place}">${f}</c>`;
  if (typeof value === 'boolean') return `<c r="${place}" t="b">${f}<v>${Number(value)}</v></c>`;
  if (typeof value === 'number') return `<c r="${place}"${date ? ' s="1"' : ''}>${f}<v>${value}</v></c>`;
  texts.push(value);
  return `<c r="${place}" t="s">${f}<v>${texts.length - 1}</v></c>`;
}

function letter(at: number): string {
  return String.fromCharCode(65 + at);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
