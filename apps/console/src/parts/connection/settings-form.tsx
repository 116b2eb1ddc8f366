import type { Connector } from '../../api/client.ts';
import { type JsonSchema, type Setting, settingsOf, withSetting } from '../../format/json-schema.ts';
import type { AskChoices } from './choose.tsx';
import { SettingField } from './setting-field.tsx';

interface SettingsFormProps {
  readonly connector: Connector;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly onChange: (settings: Record<string, unknown>) => void;
  /** By place (`settings.owner`): what the API found wrong. */
  readonly problems: readonly { readonly field: string; readonly message: string }[];
  /** Asks the vendor of a setting; null where that can't be done yet. */
  readonly ask: ((setting: string) => AskChoices) | null;
}

/** The settings of a connector, as its schema has them: what is needed and can be picked first, the rest folded away. */
export function SettingsForm({ connector, settings, onChange, problems, ask }: SettingsFormProps) {
  const all = settingsOf(connector.settings as JsonSchema);
  const choosable = new Set(connector.choices.map((each) => each.setting));
  const isFirst = ({ name, isRequired }: Setting): boolean => isRequired || (choosable.has(name) && name !== 'streams');
  const problemOf = (name: string): string | null =>
    problems.find(({ field }) => field === `settings.${name}` || field.startsWith(`settings.${name}.`))?.message ??
    null;
  const field = (setting: Setting) => (
    <SettingField
      key={setting.name}
      setting={setting}
      value={settings[setting.name]}
      onChange={(value) => onChange(withSetting(settings, setting.name, value))}
      problem={problemOf(setting.name)}
      ask={ask !== null && choosable.has(setting.name) ? ask(setting.name) : null}
    />
  );
  const whole = problems.filter(({ field: place }) => place === 'settings');
  const others = all.filter((each) => !isFirst(each));
  const isWrong = others.some(({ name }) => problemOf(name) !== null);
  return (
    <>
      {whole.map(({ message }) => (
        <p key={message} className="bad" role="alert">
          {message}
        </p>
      ))}
      {all.filter(isFirst).map(field)}
      {others.length > 0 && (
        <details className="more" open={isWrong || undefined}>
          <summary>
            {all.length === others.length ? 'Settings' : 'More settings'}{' '}
            <span className="dim">{others.length}, all with defaults</span>
          </summary>
          {others.map(field)}
        </details>
      )}
    </>
  );
}
