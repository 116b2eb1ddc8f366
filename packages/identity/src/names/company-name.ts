import { fold } from './fold.ts';

export interface CompanyName {
  readonly words: readonly string[];
  /** The legal form in one spelling; null where the name has none. */
  readonly form: string | null;
}

const FORMS: Readonly<Record<string, readonly string[]>> = {
  inc: ['inc', 'incorporated', 'corp', 'corporation', 'co', 'company'],
  ltd: ['ltd', 'limited', 'pty', 'pvt', 'plc'],
  llc: ['llc', 'llp', 'lp'],
  gmbh: ['gmbh', 'mbh', 'ug'],
  ag: ['ag', 'se'],
  kg: ['kg', 'ohg', 'gbr'],
  sa: ['sa', 'sas', 'sarl', 'sasu', 'eurl'],
  spa: ['spa', 'srl', 'srls', 'snc'],
  sl: ['sl', 'slu'],
  bv: ['bv', 'nv', 'bvba'],
  ab: ['ab', 'as', 'asa', 'aps', 'oy', 'oyj'],
  ooo: ['ooo', 'oao', 'zao', 'tov'],
  kk: ['kk', 'kabushiki', 'kaisha'],
  ltda: ['ltda', 'eireli', 'cv'],
  spzoo: ['sp', 'zoo'],
};
const formOf = new Map(Object.entries(FORMS).flatMap(([form, words]) => words.map((word) => [word, form] as const)));
/** Words that stand in so many names that they tell none apart. */
const FILLERS = new Set('the and und et y e of de la le di group holding holdings'.split(' '));

export function readCompanyName(text: string | null): CompanyName {
  // S.A. and G.m.b.H. are words, not letters.
  const undotted = (text ?? '').replaceAll(/(?<=\b\p{L})\.(?=\p{L}\b|\s|$)/gu, '');
  const all = fold(undotted.replaceAll('&', ' and '))
    .split(' ')
    .filter((word) => word !== '');
  const kept = all.filter((word) => !formOf.has(word) && !FILLERS.has(word));
  const form = all.map((word) => formOf.get(word)).findLast((each) => each !== undefined) ?? null;
  // A company whose whole name is such words is called so.
  return { words: kept.length > 0 ? kept : all, form };
}
