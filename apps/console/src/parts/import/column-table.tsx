import type { Import } from '../../api/client.ts';
import {
  choiceOf,
  composites,
  type ImportField,
  isKey,
  kinds,
  type Manifest,
  placesOf,
  withChoice,
  withKey,
} from '../../format/edit-manifest.ts';
import { percent, words } from '../../format/format.ts';
import { Notation } from './notation.tsx';

interface ColumnTableProps {
  readonly imported: Import;
  readonly manifest: Manifest;
  readonly fields: readonly ImportField[];
  readonly refusal: string | null;
  readonly onChange: (manifest: Manifest) => void;
}

/** The manifest as a table that is edited in place: a row a column of the file. */
export function ColumnTable({ imported, manifest, fields, refusal, onChange }: ColumnTableProps) {
  const isOff = refusal !== null;
  const suggestions = new Map(imported.proposal.columns.map((each) => [each.column, each]));
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label="Columns of the file">
      <table className="field-map editable column-table">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">is</th>
            <th scope="col">written as</th>
            <th scope="col">How sure, and why</th>
            <th scope="col">Id</th>
          </tr>
        </thead>
        <tbody>
          {manifest.layout.columns.map((column) => {
            const places = placesOf(manifest, column);
            const choice = choiceOf(places);
            const suggestion = suggestions.get(column);
            const isProposed = suggestion !== undefined && choice === choiceOfSuggestion(imported, column);
            return (
              <tr key={column}>
                <th scope="row">
                  {column}
                  <span className="dim small samples">{suggestion?.samples.join(' · ')}</span>
                </th>
                <td>
                  <select
                    aria-label={`What ${column} is`}
                    title={refusal ?? undefined}
                    disabled={isOff}
                    value={choice}
                    onChange={(event) => onChange(withChoice(manifest, column, event.target.value, fields))}
                  >
                    <option value="">left out</option>
                    <Choices fields={fields} chosen={choice} />
                  </select>
                </td>
                <td>
                  {places.map((place) => (
                    <Notation key={place.field} manifest={manifest} place={place} isOff={isOff} onChange={onChange} />
                  ))}
                </td>
                <td>
                  {isProposed ? (
                    <>
                      {suggestion.confidence > 0 && <strong>{percent(suggestion.confidence)} </strong>}
                      <span className="dim">{suggestion.reason}</span>
                    </>
                  ) : (
                    <span className="dim">said by a person{imported.profile === null ? '' : ' or the profile'}</span>
                  )}
                </td>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`${column} names the record`}
                    disabled={isOff || manifest.records.length === 0}
                    checked={isKey(manifest, column)}
                    onChange={(event) => onChange(withKey(manifest, column, event.target.checked))}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function choiceOfSuggestion({ proposal }: Import, column: string): string {
  return choiceOf(placesOf(proposal.manifest, column));
}

function Choices({ fields, chosen }: { readonly fields: readonly ImportField[]; readonly chosen: string }) {
  const isKnown =
    fields.some(({ kind, field }) => `${kind}.${field}` === chosen) ||
    composites.some(({ choice }) => choice === chosen);
  return (
    <>
      {!isKnown && chosen !== '' && <option value={chosen}>{chosen}</option>}
      {kinds.map((kind) => (
        <optgroup key={kind} label={words(kind)}>
          {composites
            .filter((each) => each.kind === kind)
            .map(({ choice, label }) => (
              <option key={choice} value={choice}>
                {label}
              </option>
            ))}
          {fields
            .filter((each) => each.kind === kind)
            .map(({ field }) => (
              <option key={field} value={`${kind}.${field}`}>
                {words(kind)} {words(field)}
              </option>
            ))}
        </optgroup>
      ))}
    </>
  );
}
