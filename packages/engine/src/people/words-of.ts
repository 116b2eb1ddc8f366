/** Shorter ids stand in too many texts. */
const LEAST_ID = 8;

/** What texts that mention a user may have in them, by what the records of the user are called. */
export function wordsOf(records: readonly { readonly names: readonly string[]; readonly externalId: string }[]) {
  return records.flatMap(({ names, externalId }) => [
    ...names.flatMap((name) => [`@${name}`, `@\u200B${name}`]),
    ...(externalId.length < LEAST_ID ? [] : [externalId]),
  ]);
}
