const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * Functions that rules may call: none that writes, waits, reads files or settings, changes the session, or runs SQL that
 * it is given as text.
 */
export const allowedFunctions = list(`
  count sum avg min max bool_and bool_or every array_agg string_agg jsonb_agg jsonb_object_agg stddev variance
  percentile_cont percentile_disc mode row_number rank dense_rank lag lead first_value last_value ntile
  lower upper initcap length char_length left right trim btrim ltrim rtrim replace split_part strpos position substring overlay
  starts_with concat concat_ws translate regexp_replace regexp_match regexp_split_to_table string_to_array
  abs round ceil ceiling floor mod power sqrt sign trunc greatest least coalesce nullif
  now date_trunc date_part extract age make_date make_interval to_char to_date to_timestamp to_number
  jsonb_typeof jsonb_array_length jsonb_array_elements jsonb_array_elements_text jsonb_each jsonb_each_text jsonb_object_keys
  jsonb_build_object jsonb_build_array to_jsonb cardinality unnest array_length array_position array_remove array_to_string cast
`);

/** Words of the language that may stand before a parenthesis. */
export const wordsBeforeParenthesis = list(`
  select distinct from join lateral on using where and or not in exists any all some between like ilike similar to is
  group by having order over filter within partition union intersect except limit offset values array row case when then else end
  as with materialized grouping sets rollup cube interval
  numeric decimal varchar char timestamp timestamptz time
`);

/** Words that begin or make a statement of another sort. The role and the transaction refuse these, too: here it is said where. */
export const otherStatements = list(`
  insert update delete merge truncate create alter drop grant revoke copy call do execute prepare deallocate listen notify
  lock vacuum analyze analyse reset begin commit rollback savepoint release into set declare fetch explain tablesample operator
`);
