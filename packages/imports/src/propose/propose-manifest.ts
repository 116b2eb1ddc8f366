import { type CanonicalField, fieldOf, foldName, keyNames, rangeNames, wholeNames } from '../canonical-fields.ts';
import type { Manifest, ManifestColumn } from '../manifest.ts';
import { MANIFEST_VERSION } from '../manifest.ts';
import type { ColumnProfile } from '../profile/profile-columns.ts';
import { countsRows } from './ask-about-keys.ts';
import { fits, misfits, namesAndValues } from './guess-fields.ts';
import type { Proposal, Question, Suggestion } from './proposal.ts';
import { askOthers, type FieldGuess, type Proposer } from './proposer.ts';
import { askAboutColumn, askOnce, askWhichColumn, askWhoseNames } from './questions.ts';
import { recordsOf } from './records-of.ts';
import { statusWords } from './status-words.ts';
import { onTopic, topicOf } from './topic.ts';

interface Chosen extends FieldGuess {
  readonly by: string;
  /** Otherwise than the field's own kind of value. */
  readonly as?: ManifestColumn['as'];
}

/** Below it a guess is not worth a place in the manifest. */
const WORTH = 0.45;

/** Proposes what columns mean, from their profiles; what can't be known becomes a question. */
export async function proposeManifest(
  found: Pick<Proposal, 'findings' | 'sheets' | 'rowsLookedAt' | 'warnings'> & { readonly layout: Manifest['layout'] },
  profiles: readonly ColumnProfile[],
  others: readonly Proposer[] = [],
): Promise<Proposal> {
  const { layout, ...facts } = found;
  const guesses = await namesAndValues.propose(profiles);
  const topic = topicOf(guesses, profiles);
  const own = bestOf(onTopic(guesses, topic).map((guess) => ({ ...guess, by: namesAndValues.name })));
  const further = await askOthers(others, profiles, own, fits);
  const name = profiles.find(({ column }) => wholeNames.includes(foldName(column)));
  // Whose names a column holds is asked of a person, whatever others say of it.
  const more = bestOf(further.guesses).filter(({ column }) => column !== name?.column);
  const chosen = [...ofTheFile(own, own), ...ofTheFile(more, [...own, ...more])];
  const questions: Question[] = [];
  const taken = new Map<string, Chosen>();
  for (const [place, rivals] of Map.groupBy(chosen, ({ field }) => `${field.kind}.${field.field}`)) {
    if (rivals.length === 1) taken.set(place, rivals[0]!);
    else questions.push(askWhichColumn(rivals[0]!.field, rivals, (rival) => columnFor(rival, profiles)));
  }
  const isTaken = (column: string): boolean => [...taken.values()].some((each) => each.column === column);
  if (name && topic !== 'inventory_item' && !isTaken(name.column)) {
    const whose = whoseNames(new Map([...taken].filter(([, { by }]) => by === namesAndValues.name)));
    if (whose === null) questions.push(askWhoseNames(name));
    else for (const each of namedBy(name, whose)) taken.set(`${each.field.kind}.${each.field.field}`, each);
  }
  const budget = profiles.find(({ column }) => rangeNames.includes(foldName(column)) && !isTaken(column));
  const isBounded = taken.has('interest.price_from') || taken.has('interest.price_to');
  if (topic === 'interest' && budget && !isBounded)
    for (const each of boundedBy(budget)) taken.set(`interest.${each.field.field}`, each);
  const price = taken.get('inventory_item.price');
  const priceProfile = profiles.find(({ column }) => column === price?.column);
  if (price && !taken.has('inventory_item.currency') && priceProfile && priceProfile.withCurrency > 0)
    taken.set('inventory_item.currency', currencyBeside(price));
  const fields = [...taken.values()].map((each) => ({ ...each, column: columnFor(each, profiles) }));
  const open = fields.flatMap((each) =>
    askAboutColumn(each, profiles.find(({ column }) => column === each.column.column)!),
  );
  questions.push(...askOnce(open));
  const leftOut = misfits(profiles).filter(
    ({ column, field: { kind } }) =>
      !isTaken(column) &&
      !questions.some(({ columns }) => columns.includes(column)) &&
      (kind === topic || (kind !== 'inventory_item' && kind !== 'interest' && topic !== 'inventory_item')),
  );
  return {
    ...facts,
    warnings: [...facts.warnings, ...further.warnings, ...leftOut.map((each) => warningOf(each, profiles))],
    columns: profiles.map((profile) => suggestionOf(profile, [...taken.values()], questions)),
    questions,
    counting: profiles.filter(countsRows).map(({ column }) => column),
    fields: fields.map(({ field: { kind, field }, column }) => ({ kind, field, column })),
    manifest: { version: MANIFEST_VERSION, layout, records: recordsOf(fields, keyColumn(profiles)) },
  };
}

/** For each column the best guess of all that are worth a place. */
function bestOf(guesses: readonly Chosen[]): Chosen[] {
  const best = new Map<string, Chosen>();
  for (const guess of guesses) {
    if (guess.confidence < WORTH) continue;
    const standing = best.get(guess.column);
    if (!standing || guess.confidence > standing.confidence) best.set(guess.column, guess);
  }
  return [...best.values()];
}

/** As all that was found in the file makes them out. */
function ofTheFile(chosen: readonly Chosen[], found: readonly Chosen[]): Chosen[] {
  const has = (kind: string, ...names: string[]): boolean =>
    found.some(({ field }) => field.kind === kind && (names.length === 0 || names.includes(field.field)));
  const isOfPeople = has('contact', 'first_name', 'last_name', 'email', 'title');
  return chosen.flatMap((guess) => {
    // A telephone number in a list of companies is theirs.
    if (!isOfPeople && guess.field.kind === 'contact' && has('account', 'name', 'domain')) {
      const theirs = fieldOf('account', guess.field.field);
      return theirs ? [{ ...guess, field: theirs }] : [];
    }
    return [guess];
  });
}

function whoseNames(taken: ReadonlyMap<string, Chosen>): CanonicalField['kind'] | null {
  if (taken.has('deal.stage') && !taken.has('deal.name')) return 'deal';
  if (taken.has('contact.last_name')) return null;
  if (taken.has('contact.email') || taken.has('account.name') || taken.has('contact.title')) return 'contact';
  return taken.has('account.domain') || taken.has('account.industry') ? 'account' : null;
}

function namedBy({ column }: ColumnProfile, kind: CanonicalField['kind']): Chosen[] {
  const of = (name: string, as: ManifestColumn['as'], reason: string): Chosen => ({
    column,
    field: fieldOf(kind, name)!,
    as,
    confidence: 0.8,
    reason,
    by: namesAndValues.name,
  });
  if (kind !== 'contact') return [of('name', 'text', 'it names what the rows are')];
  return [
    of('first_name', 'first_name', 'it holds whole names of people, which are parted'),
    of('last_name', 'last_name', 'it holds whole names of people, which are parted'),
  ];
}

/** What something may cost, in one column. */
function boundedBy(profile: ColumnProfile): Chosen[] {
  const fit = (profile.numbers + profile.ranges) / Math.max(profile.filled, 1);
  const of = (name: string, as: ManifestColumn['as'], reason: string): Chosen => ({
    column: profile.column,
    field: fieldOf('interest', name)!,
    as,
    confidence: 0.8,
    reason,
    by: namesAndValues.name,
  });
  if (fit < 0.3) return [];
  if (profile.ranges === 0) return [of('price_to', 'number', 'its name says so, and its values are amounts')];
  return [
    of('price_from', 'range_from', 'it holds ranges of amounts, which are parted'),
    of('price_to', 'range_to', 'it holds ranges of amounts, which are parted'),
  ];
}

/** Of a price where no other column says it. */
function currencyBeside({ column }: Chosen): Chosen {
  return {
    column,
    field: fieldOf('inventory_item', 'currency')!,
    as: 'currency',
    confidence: 0.8,
    reason: 'it stands with the amounts',
    by: namesAndValues.name,
  };
}

function warningOf(
  { column, field: { kind, field } }: Pick<FieldGuess, 'column' | 'field'>,
  profiles: readonly ColumnProfile[],
): string {
  const [sample] = profiles.find((profile) => profile.column === column)?.samples ?? [];
  const such = sample === undefined ? '' : `, such as “${sample}”`;
  return `“${column}” is called as ${kind.replace('_', ' ')} ${field} is, and next to none of its values can be that${such}: it is left out.`;
}

function columnFor(chosen: Chosen, profiles: readonly ColumnProfile[]): ManifestColumn {
  const profile = profiles.find(({ column }) => column === chosen.column)!;
  const as = chosen.as ?? chosen.field.value;
  const base: ManifestColumn = { column: chosen.column, as, whenEmpty: 'keep' };
  if (as === 'date' || as === 'datetime') return { ...base, dateOrder: orderOf(profile) };
  if (as === 'number' || as === 'range_from' || as === 'range_to') return { ...base, decimal: decimalOf(profile) };
  if (chosen.field.kind === 'inventory_item' && chosen.field.field === 'status') {
    const values = statusWords(profile.values);
    return Object.keys(values).length === 0 ? base : { ...base, values };
  }
  return as === 'phone' ? { ...base, region: null } : base;
}

/** The one order in which all dates can be read; null: several, or none. */
function orderOf({ dates, typedDates, orders }: ColumnProfile): ManifestColumn['dateOrder'] {
  const written = dates - typedDates;
  if (written === 0 || orders.ymd === written) return 'ymd';
  const all = (['dmy', 'mdy'] as const).filter((order) => orders[order] === written);
  return all.length === 1 ? all[0] : null;
}

function decimalOf({ onlyDecimal, ambiguousNumbers }: ColumnProfile): ManifestColumn['decimal'] {
  if (onlyDecimal['.'] > 0 && onlyDecimal[','] > 0) return null;
  if (onlyDecimal[','] > 0) return ',';
  return onlyDecimal['.'] > 0 || ambiguousNumbers === 0 ? '.' : null;
}

function keyColumn(profiles: readonly ColumnProfile[]): string | null {
  const isKey = (profile: ColumnProfile): boolean =>
    keyNames.includes(foldName(profile.column)) &&
    !countsRows(profile) &&
    profile.empty === 0 &&
    profile.filled > 0 &&
    profile.distinct === Math.min(profile.filled, 50);
  return profiles.find(isKey)?.column ?? null;
}

function suggestionOf(profile: ColumnProfile, taken: readonly Chosen[], questions: readonly Question[]): Suggestion {
  const { column, samples } = profile;
  const chosen = taken.find((each) => each.column === column);
  if (chosen) {
    const { field, confidence, reason, by } = chosen;
    return {
      column,
      kind: field.kind,
      field: field.field,
      as: chosen.as ?? field.value,
      confidence,
      reason,
      by,
      samples: [...samples],
    };
  }
  const reason = questions.some(({ columns }) => columns.includes(column))
    ? 'there is a question about it'
    : profile.filled === 0
      ? 'it is empty'
      : 'neither its name nor its values say what it is';
  return {
    column,
    kind: null,
    field: null,
    as: null,
    confidence: 0,
    reason,
    by: namesAndValues.name,
    samples: [...samples],
  };
}
