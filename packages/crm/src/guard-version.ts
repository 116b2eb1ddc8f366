import { type Json, SynclineError } from '@syncline/core';

/** What a quote's writing comes to, by the versions: rule 5 of SEMANTICS 4, the same at every vendor and in the hub. */
export type VersionGuard = { readonly outcome: 'write' } | { readonly outcome: 'stale'; readonly error: SynclineError };

/**
 * A quote is written by versions that only grow. The version that stands may be sent again with the same content (a
 * repeat); with other content it is refused, as an older one is. `differs`: whether anything but the version would change.
 */
export function guardVersion(standing: Json | undefined, asked: Json | undefined, differs: boolean): VersionGuard {
  if (typeof asked !== 'number' || !Number.isInteger(asked) || asked < 1)
    return {
      outcome: 'stale',
      error: new SynclineError({
        class: 'mapping',
        code: 'required_field',
        field: 'version',
        message: 'version is needed: a whole number that grows with every change of the quote.',
      }),
    };
  if (typeof standing !== 'number' || asked > standing || (asked === standing && !differs)) return { outcome: 'write' };
  const why =
    asked === standing
      ? `version ${standing} was written already, with other content`
      : `version ${standing} is there already`;
  return {
    outcome: 'stale',
    error: new SynclineError({
      class: 'invalid',
      code: 'stale_outbound_write',
      field: 'version',
      message: `The quote was not written: ${why}, and the request carries ${asked}.`,
    }),
  };
}
