import { useState } from 'react';
import type { Connection } from '../../api/client.ts';
import {
  directions,
  type KindDocument,
  modeOf,
  ownersOf,
  policyModes,
  withField,
  withMember,
  withOwners,
  withPolicy,
} from '../../format/edit-config.ts';
import { words } from '../../format/format.ts';
import { Act } from '../act.tsx';
import { AddMember } from './add-member.tsx';
import { EditRule } from './edit-rule.tsx';

interface EditKindProps {
  readonly kind: string;
  readonly value: KindDocument;
  readonly connections: readonly Connection[];
  readonly onChange: (value: KindDocument) => void;
}

/** One kind as a table that is edited in place: a row a field, a column a side, and the policy that decides. */
export function EditKind({ kind, value, connections, onChange }: EditKindProps) {
  const members = value.members ?? [];
  const fields = [...new Set([...members.flatMap((member) => Object.keys(member.fields)), ...plainPolicies(value)])];
  const [added, setAdded] = useState('');
  const sides = members.map(({ connection, stream }) => `${connection}/${stream}`);
  const addField = (): void => {
    const name = added.trim().replaceAll(' ', '_');
    if (name === '' || members.length === 0) return;
    onChange(
      members.reduce((each, member, at) => withMember(each, at, withField(member, name, { remote: name })), value),
    );
    setAdded('');
  };
  return (
    <>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={`Fields of ${words(kind)}`}>
        <table className="field-map editable">
          <thead>
            <tr>
              <th scope="col">Field</th>
              {members.map((member, at) => (
                <th scope="col" key={sides[at]}>
                  <span className="side-name">{sides[at]}</span>
                  <span className="side-tools">
                    <select
                      aria-label={`Direction of ${sides[at]}`}
                      value={member.direction ?? 'both'}
                      onChange={(event) =>
                        onChange(withMember(value, at, { ...member, direction: event.target.value }))
                      }
                    >
                      {directions.map((each) => (
                        <option key={each} value={each}>
                          {directionWords[each]}
                        </option>
                      ))}
                    </select>
                    <button
                      type="button"
                      className="quiet"
                      aria-label={`take out ${sides[at]}`}
                      onClick={() => onChange(withMember(value, at, null))}
                    >
                      take out
                    </button>
                  </span>
                </th>
              ))}
              <th scope="col">Policy</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field}>
                <th scope="row">{words(field)}</th>
                {members.map((member, at) => (
                  <td key={sides[at]}>
                    <EditRule
                      field={field}
                      side={sides[at]!}
                      member={member}
                      onChange={(rule) => onChange(withMember(value, at, withField(member, field, rule)))}
                    />
                  </td>
                ))}
                <td>
                  <Policy field={field} value={value} sides={sides} onChange={onChange} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="form-row">
        <label className="pick">
          <span>Another field</span>
          <input
            value={added}
            spellCheck={false}
            placeholder="as the hub calls it"
            onChange={(event) => setAdded(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') addField();
            }}
          />
        </label>
        <Act
          refusal={members.length === 0 ? 'Add a side first.' : added.trim() === '' ? 'Write its name first.' : null}
          onClick={addField}
        >
          Add field
        </Act>
        <AddMember
          kind={kind}
          taken={sides}
          connections={connections}
          onAdd={(member) => onChange({ ...value, members: [...members, member] })}
        />
      </div>
    </>
  );
}

const directionWords: Readonly<Record<(typeof directions)[number], string>> = {
  both: 'both ways',
  in: 'only read',
  out: 'only written',
  none: 'neither',
};

/** Those of single fields; others are for groups of fields, which have no row. */
function plainPolicies({ policies = {} }: KindDocument): string[] {
  return Object.keys(policies).filter((name) => !name.startsWith('group:'));
}

interface PolicyProps {
  readonly field: string;
  readonly value: KindDocument;
  readonly sides: readonly string[];
  readonly onChange: (value: KindDocument) => void;
}

function Policy({ field, value, sides, onChange }: PolicyProps) {
  const policy = value.policies?.[field];
  const mode = modeOf(policy);
  const [owner = ''] = ownersOf(policy);
  const isKnown = mode === '' || (policyModes as readonly string[]).includes(mode);
  return (
    <span className="policy">
      <select
        aria-label={`Policy of ${words(field)}`}
        value={mode}
        onChange={(event) => onChange(withPolicy(value, field, event.target.value))}
      >
        <option value="">{words(modeOf(value.policy) || 'last_modified_wins')}, as all</option>
        {!isKnown && <option value={mode}>{words(mode)}</option>}
        {policyModes.map((each) => (
          <option key={each} value={each}>
            {words(each)}
          </option>
        ))}
      </select>
      {(mode === 'remote_wins' || mode === 'source_priority') && (
        <select
          aria-label={`Who decides on ${words(field)}`}
          value={owner}
          onChange={(event) =>
            onChange(
              withOwners(
                value,
                field,
                [event.target.value, ...ownersOf(policy).slice(1)].filter((each) => each !== ''),
              ),
            )
          }
        >
          <option value="">which side?</option>
          {sides.map((side) => (
            <option key={side} value={side}>
              {side}
            </option>
          ))}
        </select>
      )}
    </span>
  );
}
