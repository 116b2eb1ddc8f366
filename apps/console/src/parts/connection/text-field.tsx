import { useId } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string;
  readonly problem?: string | null;
}

/** One line of text under its name, with what it is for, or what is wrong with it. */
export function TextField({ label, value, onChange, help, problem = null }: TextFieldProps) {
  const id = useId();
  return (
    <div className="field" data-wrong={problem !== null}>
      <label htmlFor={id}>{label}</label>
      <div>
        <input
          id={id}
          spellCheck={false}
          aria-describedby={`${id}-help`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <p id={`${id}-help`} className={problem === null ? 'dim small' : 'bad small'}>
          {problem ?? help}
        </p>
      </div>
    </div>
  );
}
