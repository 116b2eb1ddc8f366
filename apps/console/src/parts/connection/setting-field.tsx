import { useId, useState } from 'react';
import { type Setting, settingTitle } from '../../format/json-schema.ts';
import { type AskChoices, Choose } from './choose.tsx';

interface SettingFieldProps {
  readonly setting: Setting;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** What is wrong with it, in the words of the API. */
  readonly problem: string | null;
  /** Asks the vendor what it can be; null where it can't be asked. */
  readonly ask: AskChoices | null;
}

/** One setting of a connector, in the form that its schema gives it. */
export function SettingField({ setting, value, onChange, problem, ask }: SettingFieldProps) {
  const id = useId();
  const { form, isRequired, help, standard } = setting;
  const described = `${id}-help`;
  return (
    <div className="field" data-wrong={problem !== null}>
      <label htmlFor={id}>
        {settingTitle(setting.name)}
        {!isRequired && <span className="dim small"> optional</span>}
      </label>
      <div>
        <Entry id={id} described={described} setting={setting} value={value} onChange={onChange} />
        {form === 'list' && ask !== null && (
          <Choose
            ask={ask}
            label={settingTitle(setting.name)}
            chosen={(Array.isArray(value) ? value : []) as (string | number)[]}
            onChange={onChange}
          />
        )}
        <p id={described} className={problem === null ? 'dim small' : 'bad small'}>
          {problem === null ? help : `${settingTitle(setting.name)} ${problem}.`}
          {problem === null &&
            standard !== undefined &&
            typeof standard !== 'object' &&
            ` Default: ${written(standard)}.`}
        </p>
      </div>
    </div>
  );
}

interface EntryProps {
  readonly id: string;
  readonly described: string;
  readonly setting: Setting;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function Entry({ id, described, setting, value, onChange }: EntryProps) {
  const { form, options, standard, isRequired, isNumeric } = setting;
  if (form === 'one-of' || form === 'yes-no') {
    const shown = form === 'yes-no' ? ['true', 'false'] : options;
    const take = (text: string): unknown => (text === '' ? undefined : form === 'yes-no' ? text === 'true' : text);
    return (
      <select
        id={id}
        aria-describedby={described}
        value={written(value)}
        onChange={(event) => onChange(take(event.target.value))}
      >
        <option value="">{isRequired ? 'Choose one' : standard === undefined ? 'not said' : `as by default`}</option>
        {shown.map((each) => (
          <option key={each} value={each}>
            {form === 'yes-no' ? (each === 'true' ? 'yes' : 'no') : each}
          </option>
        ))}
      </select>
    );
  }
  if (form === 'json')
    return <Typed id={id} described={described} value={value} onChange={onChange} read={asJson} rows={3} />;
  if (form === 'list')
    return (
      <Typed id={id} described={described} value={value} onChange={onChange} read={isNumeric ? asNumbers : asWords} />
    );
  return (
    <input
      id={id}
      aria-describedby={described}
      required={isRequired}
      inputMode={form === 'number' ? 'decimal' : undefined}
      value={written(value)}
      onChange={(event) => onChange(form === 'number' ? numberIn(event.target.value) : event.target.value)}
    />
  );
}

interface Reading {
  readonly write: (value: unknown) => string;
  /** Undefined: nothing. Throws for what can't be read yet. */
  readonly parse: (text: string) => unknown;
}

const asWords: Reading = {
  write: (value) => (Array.isArray(value) ? value.join(', ') : ''),
  parse: (text) => text.split(/[,\n]/).flatMap((each) => each.trim() || []),
};
const asNumbers: Reading = {
  write: asWords.write,
  parse: (text) => (asWords.parse(text) as string[]).map(numberIn),
};
const asJson: Reading = {
  write: (value) => (value === undefined ? '' : JSON.stringify(value, null, 2)),
  parse: (text) => (text.trim() === '' ? undefined : JSON.parse(text)),
};

/** Text that means something else: what is typed stays as it was typed while it means the same. */
function Typed({
  id,
  described,
  value,
  onChange,
  read,
  rows,
}: Omit<EntryProps, 'setting'> & { readonly read: Reading; readonly rows?: number }) {
  const [text, setText] = useState(() => read.write(value));
  const means = (typed: string): string | null => {
    try {
      return JSON.stringify(read.parse(typed) ?? null);
    } catch {
      return null;
    }
  };
  // Chosen elsewhere meanwhile, or emptied.
  const meaning = means(text);
  const empty = JSON.stringify(value ?? null) === 'null' && meaning === '[]';
  if (meaning !== null && meaning !== JSON.stringify(value ?? null) && !empty) setText(read.write(value));
  const type = (typed: string): void => {
    setText(typed);
    if (means(typed) !== null) onChange(read.parse(typed));
  };
  const common = { id, 'aria-describedby': described, value: text, 'aria-invalid': meaning === null };
  return rows === undefined ? (
    <input {...common} placeholder="separated by commas" onChange={(event) => type(event.target.value)} />
  ) : (
    <textarea {...common} rows={rows} spellCheck={false} onChange={(event) => type(event.target.value)} />
  );
}

function written(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function numberIn(text: string): number | string | undefined {
  if (text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}
