export { openWorkbook } from './open-workbook.ts';
export { sheetRows } from './xlsx-rows.ts';
