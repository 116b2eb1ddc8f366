import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../../api/client.ts';
import { fieldProblems } from '../../api/problem.ts';
import { connectionsQuery } from '../../api/queries.ts';
import { type ConfigDocument, withKind } from '../../format/edit-config.ts';
import { words } from '../../format/format.ts';
import { Act } from '../act.tsx';
import { Section } from '../page.tsx';
import { Trouble } from '../trouble.tsx';
import { EditKind } from './edit-kind.tsx';
import { Preview } from './preview.tsx';

interface EditorProps {
  /** Null: it is a new one. */
  readonly id: number | null;
  readonly settings: ConfigDocument;
  readonly twins: boolean;
  readonly onChange: (settings: ConfigDocument, twins: boolean) => void;
  readonly refusal: string | null;
  readonly save: { readonly text: string; readonly error: unknown; readonly busy: boolean; readonly run: () => void };
  readonly onLeave: (() => void) | null;
}

/** The document of a sync config, edited as tables or as text, with what it would do before it is saved. */
export function ConfigEditor({ id, settings, twins, onChange, refusal, save, onLeave }: EditorProps) {
  const { data: connections } = useQuery(connectionsQuery);
  const [kind, setKind] = useState('');
  const what = JSON.stringify([settings, twins]);
  const preview = useMutation({
    mutationFn: async () => ({
      what,
      body: await bodyOf(
        'POST /api/v1/sync/configs/preview',
        api.POST('/api/v1/sync/configs/preview', {
          body: { settings, two_way_create: twins, limit: 12, ...(id === null ? {} : { id }) },
        }),
      ),
    }),
  });
  const problems = fieldProblems(save.error ?? preview.error);
  const error = save.error ?? preview.error;
  const addKind = (): void => {
    const name = kind.trim().replaceAll(' ', '_');
    if (name !== '') onChange(withKind(settings, name, { members: [] }), twins);
    setKind('');
  };
  return (
    <>
      {Object.entries(settings.kinds ?? {}).map(([name, value]) => (
        <section key={name}>
          <h2 className="spread">
            <span>
              {words(name)} <span className="dim">{(value.members ?? []).length} sides</span>
            </span>
            <button type="button" className="quiet" onClick={() => onChange(withKind(settings, name, null), twins)}>
              Take {words(name)} out
            </button>
          </h2>
          <EditKind
            kind={name}
            value={value}
            connections={connections?.items ?? []}
            onChange={(next) => onChange(withKind(settings, name, next), twins)}
          />
        </section>
      ))}
      <div className="form-row">
        <label className="pick">
          <span>Another kind</span>
          <input
            value={kind}
            spellCheck={false}
            placeholder="such as work_item"
            onChange={(event) => setKind(event.target.value)}
          />
        </label>
        <Act refusal={kind.trim() === '' ? 'Write its name first.' : null} onClick={addKind}>
          Add kind
        </Act>
        <label className="check">
          <input type="checkbox" checked={twins} onChange={(event) => onChange(settings, event.target.checked)} /> Twins
          are made where there are none
        </label>
      </div>
      <AsText settings={settings} onChange={(next) => onChange(next, twins)} />
      {preview.data?.what === what && (
        <Section title="What it would do">
          <Preview preview={preview.data.body} />
        </Section>
      )}
      {problems.length > 0 && (
        <div className="trouble" role="alert">
          <strong>It is not right yet.</strong>
          <ul className="plain-list">
            {problems.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                <code>{field}</code> {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {error && problems.length === 0 ? <Trouble error={error} /> : null}
      <div className="form-row save-row">
        <Act refusal={refusal} busy={preview.isPending} onClick={() => preview.mutate()}>
          {preview.isPending ? 'Trying it out…' : 'Preview'}
        </Act>
        <Act kind="main" refusal={refusal} busy={save.busy} onClick={save.run}>
          {save.text}
        </Act>
        {onLeave && <Act onClick={onLeave}>Leave it</Act>}
      </div>
    </>
  );
}

/** All of it, for what the tables do not show. */
function AsText({
  settings,
  onChange,
}: {
  readonly settings: ConfigDocument;
  readonly onChange: (settings: ConfigDocument) => void;
}) {
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? JSON.stringify(settings, null, 2);
  const parsed = parse(shown);
  return (
    <details className="more">
      <summary>
        As a file would have it <span className="dim">matching, creation, deletions and all else</span>
      </summary>
      <textarea
        aria-label="The settings as JSON"
        aria-invalid={parsed === null}
        rows={18}
        spellCheck={false}
        value={shown}
        onChange={(event) => {
          setText(event.target.value);
          const next = parse(event.target.value);
          if (next) onChange(next);
        }}
        onBlur={() => {
          if (parsed) setText(null);
        }}
      />
      {parsed === null && <p className="bad small">This is not JSON yet; the last that was counts.</p>}
    </details>
  );
}

function parse(text: string): ConfigDocument | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ConfigDocument) : null;
  } catch {
    return null;
  }
}
