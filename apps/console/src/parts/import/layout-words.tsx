interface LayoutWordsProps {
  readonly words: Readonly<Record<string, string>>;
  /** Of a workbook, as far as they are known. */
  readonly sheets: readonly string[];
  readonly onChange: (words: Readonly<Record<string, string>>) => void;
}

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1250', 'iso-8859-2'] as const;
const delimiters = [
  [',', 'comma ,'],
  [';', 'semicolon ;'],
  ['\t', 'tab'],
  ['|', 'bar |'],
] as const;

/** What a person says of how a file is laid out; what is left empty is found out. */
export function LayoutWords({ words, sheets, onChange }: LayoutWordsProps) {
  const set = (name: string, value: string): void => {
    const { [name]: _, ...others } = words;
    onChange(value === '' ? others : { ...others, [name]: value });
  };
  return (
    <div className="form-row">
      <label className="pick">
        <span>Encoding</span>
        <select value={words['encoding'] ?? ''} onChange={(event) => set('encoding', event.target.value)}>
          <option value="">found out</option>
          {encodings.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label className="pick">
        <span>Between cells</span>
        <select value={words['delimiter'] ?? ''} onChange={(event) => set('delimiter', event.target.value)}>
          <option value="">found out</option>
          {delimiters.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="pick">
        <span>Sheet</span>
        {sheets.length > 0 ? (
          <select value={words['sheet'] ?? ''} onChange={(event) => set('sheet', event.target.value)}>
            <option value="">the first</option>
            {sheets.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        ) : (
          <input
            value={words['sheet'] ?? ''}
            placeholder="the first"
            onChange={(event) => set('sheet', event.target.value)}
          />
        )}
      </label>
      <label className="pick">
        <span>Row of the names</span>
        <input
          inputMode="numeric"
          pattern="[0-9]*"
          size={4}
          placeholder="found out"
          value={words['headerRow'] ?? ''}
          onChange={(event) => set('headerRow', event.target.value.replace(/\D/g, ''))}
        />
      </label>
    </div>
  );
}
