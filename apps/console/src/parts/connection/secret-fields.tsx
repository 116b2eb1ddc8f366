import { useId } from 'react';
import type { Connector } from '../../api/client.ts';

interface SecretFieldsProps {
  readonly secrets: Connector['secrets'];
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (values: Record<string, string>) => void;
  readonly problems: readonly { readonly field: string; readonly message: string }[];
}

/** What proves us at the vendor: entered, never shown. */
export function SecretFields({ secrets, values, onChange, problems }: SecretFieldsProps) {
  return secrets.map((secret) => (
    <SecretField
      key={secret.name}
      secret={secret}
      value={values[secret.name] ?? ''}
      onChange={(value) => {
        const { [secret.name]: _before, ...others } = values;
        onChange(value === '' ? others : { ...others, [secret.name]: value });
      }}
      problem={problems.find(({ field }) => field === `secrets.${secret.name}`)?.message ?? null}
    />
  ));
}

interface SecretFieldProps {
  readonly secret: Connector['secrets'][number];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem: string | null;
}

function SecretField({ secret, value, onChange, problem }: SecretFieldProps) {
  const id = useId();
  return (
    <div className="field" data-wrong={problem !== null}>
      <label htmlFor={id}>
        {secret.title}
        {!secret.required && <span className="dim small"> optional</span>}
      </label>
      <div>
        <input
          id={id}
          type="password"
          autoComplete="off"
          spellCheck={false}
          data-1p-ignore
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          value={value}
          onChange={(event) => onChange(event.target.value.trim())}
        />
        {secret.name === 'webhookSecret' && problem === null && (
          <button type="button" className="quiet small" onClick={() => onChange(randomWord())}>
            {value === '' ? 'Make one up' : 'Make up another'}
          </button>
        )}
        {problem !== null && (
          <p id={`${id}-problem`} className="bad small">
            {problem}
          </p>
        )}
      </div>
    </div>
  );
}

/** 256 bits, for secrets that nobody has to type. */
function randomWord(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
