import { useState } from 'react';
import { type FieldDocument, fieldOf, type MemberDocument, valuesIn, valuesText } from '../../format/edit-config.ts';
import { words } from '../../format/format.ts';

interface EditRuleProps {
  readonly field: string;
  readonly side: string;
  readonly member: MemberDocument;
  /** Null: the side does not keep the field. */
  readonly onChange: (rule: FieldDocument | null) => void;
}

/** What a side calls a field, which way it goes there, and what its values are called. Empty: the side does not keep it. */
export function EditRule({ field, side, member, onChange }: EditRuleProps) {
  const rule = fieldOf(member, field);
  const where = `${words(field)} at ${side}`;
  const change = (part: Partial<Record<keyof FieldDocument, unknown>>): void =>
    onChange({ ...rule, remote: rule?.remote ?? field, ...part } as FieldDocument);
  return (
    <span className="rule">
      <input
        aria-label={where}
        spellCheck={false}
        placeholder="not kept"
        value={rule?.remote ?? ''}
        onChange={(event) => (event.target.value === '' ? onChange(null) : change({ remote: event.target.value }))}
      />
      {rule !== null && (
        <details>
          <summary className="dim small">{summaryOf(rule)}</summary>
          <label className="small">
            Direction
            <select
              aria-label={`Direction of ${where}`}
              value={rule.direction ?? ''}
              onChange={(event) => change({ direction: event.target.value === '' ? undefined : event.target.value })}
            >
              <option value="">as the side</option>
              <option value="both">both ways</option>
              <option value="in">only read</option>
              <option value="out">only written</option>
            </select>
          </label>
          <Values where={where} values={rule.values} onChange={(values) => change({ values })} />
        </details>
      )}
    </span>
  );
}

function Values({
  where,
  values,
  onChange,
}: {
  readonly where: string;
  readonly values: unknown;
  readonly onChange: (values: [string, string][] | undefined) => void;
}) {
  const [text, setText] = useState(() => valuesText(values));
  return (
    <label className="small">
      Values, a line each: ours = theirs
      <textarea
        aria-label={`Values of ${where}`}
        rows={Math.min(8, Math.max(2, text.split('\n').length))}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(valuesIn(event.target.value));
        }}
      />
    </label>
  );
}

function summaryOf({ direction, values }: FieldDocument): string {
  const pairs = valuesText(values)
    .split('\n')
    .filter((line) => line !== '').length;
  const way = direction === 'in' ? 'only read' : direction === 'out' ? 'only written' : null;
  return [way, pairs > 0 ? `${pairs} values` : null].filter((each) => each !== null).join(', ') || 'more';
}
