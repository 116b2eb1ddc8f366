import type { paths } from '@syncline/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, type Import, taggedBodyOf } from '../../api/client.ts';
import {
  importFieldsQuery,
  importProfilesQuery,
  importQuery,
  type StandingImport,
  withTag,
} from '../../api/import-queries.ts';
import type { Manifest } from '../../format/edit-manifest.ts';
import { percent } from '../../format/format.ts';
import { Act } from '../act.tsx';
import { Section } from '../page.tsx';
import { useRefusal } from '../session.ts';
import { Trouble } from '../trouble.tsx';
import { ColumnTable } from './column-table.tsx';
import { LayoutWords } from './layout-words.tsx';
import { Questions } from './questions.tsx';

type Change = NonNullable<paths['/api/v1/imports/{id}']['patch']['requestBody']>['content']['application/json'];

/** What a file is taken for: questions, the manifest as a table that is edited in place, how it is laid out. */
export function MeaningStep({ imported }: { readonly imported: StandingImport }) {
  const client = useQueryClient();
  const { data: fields } = useQuery(importFieldsQuery);
  const isStanding = imported.state !== 'proposed';
  const needed = useRefusal('operator', 'entities:write');
  const refusal = isStanding ? 'It was applied; what it means stays. Bring the file once more.' : needed;
  // What was edited, and what it was made on: who was quicker is said when it is saved.
  const [draft, setDraft] = useState<{ readonly manifest: Manifest; readonly etag: string } | null>(null);
  const madeOn = draft?.etag ?? imported.etag;
  const change = useMutation({
    mutationFn: async (body: Change) =>
      withTag(
        await taggedBodyOf(
          `PATCH /api/v1/imports/${imported.id}`,
          api.PATCH('/api/v1/imports/{id}', {
            params: { path: { id: imported.id }, header: { 'if-match': body.manifest ? madeOn : imported.etag } },
            body,
          }),
        ),
      ),
    onSuccess: (now) => {
      client.setQueryData(importQuery(imported.id).queryKey, now);
      setDraft(null);
    },
    onError: () => client.invalidateQueries({ queryKey: importQuery(imported.id).queryKey }),
  });
  const manifest = draft?.manifest ?? imported.manifest;
  const isDirty = draft !== null && JSON.stringify(draft.manifest) !== JSON.stringify(imported.manifest);
  return (
    <>
      <p className="dim">
        {imported.proposal.findings.map(({ about, is }) => `${about} ${is === '\t' ? 'tab' : is}`).join(' · ')}
        {imported.profile !== null && <> · as the profile “{imported.profile}” says</>}
      </p>
      {imported.proposal.warnings.map((warning) => (
        <p key={warning} className="wait">
          {warning}
        </p>
      ))}
      {!isStanding && (
        <Questions
          imported={imported}
          refusal={isDirty ? 'Save what you have changed first, or drop it.' : refusal}
          busy={change.isPending}
          onAnswer={(id, value) => change.mutate({ answers: { [id]: value } })}
        />
      )}
      <Section title="Columns" note="what each is taken for, how sure that is, and why">
        <ColumnTable
          imported={imported}
          manifest={manifest}
          fields={fields?.items ?? []}
          refusal={refusal}
          onChange={(edited) => setDraft({ manifest: edited, etag: madeOn })}
        />
      </Section>
      {change.error && <Trouble error={change.error} />}
      <div className="form-row save-row">
        {isDirty ? (
          <>
            <Act kind="main" refusal={refusal} busy={change.isPending} onClick={() => change.mutate({ manifest })}>
              Save
            </Act>
            <Act onClick={() => setDraft(null)}>Drop it</Act>
          </>
        ) : (
          !isStanding && (
            <>
              <Link href={`/imports/${imported.id}?step=rows`}>Next: how rows are read</Link>
              <span className="dim small" role="status">
                {imported.openQuestions.length === 0
                  ? 'Nothing is open.'
                  : `${imported.openQuestions.length} open: ${imported.openQuestions[0]}`}
              </span>
            </>
          )
        )}
      </div>
      {!isStanding && (
        <Otherwise imported={imported} refusal={refusal} busy={change.isPending} onChange={change.mutate} />
      )}
    </>
  );
}

interface OtherwiseProps {
  readonly imported: Import;
  readonly refusal: string | null;
  readonly busy: boolean;
  readonly onChange: (body: Change) => void;
}

/** The meaning of a profile, or another layout: both take the place of what is proposed. */
function Otherwise({ imported, refusal, busy, onChange }: OtherwiseProps) {
  const { data: profiles } = useQuery(importProfilesQuery);
  const [profile, setProfile] = useState('');
  const [words, setWords] = useState<Readonly<Record<string, string>>>({});
  const { headerRow, ...rest } = words;
  const layout = { ...rest, ...(headerRow === undefined ? {} : { headerRow: Number(headerRow) }) } as NonNullable<
    Change['layout']
  >;
  return (
    <>
      <details className="more">
        <summary>
          The meaning of a profile <span className="dim">{imported.profile ?? 'none is taken'}</span>
        </summary>
        <div className="form-row">
          <label className="pick">
            <span>Profile</span>
            <select value={profile} onChange={(event) => setProfile(event.target.value)}>
              <option value="">choose one</option>
              {profiles?.items.map(({ id, name }) => (
                <option key={id}>{name}</option>
              ))}
            </select>
          </label>
          <Act
            refusal={refusal ?? (profile === '' ? 'Choose a profile first.' : null)}
            busy={busy}
            onClick={() => onChange({ profile })}
          >
            Take it
          </Act>
        </div>
      </details>
      <details className="more">
        <summary>
          How it is laid out <span className="dim">where that was found out wrongly</span>
        </summary>
        <ul className="plain-list">
          {imported.proposal.findings.map(({ about, is, confidence, reason }) => (
            <li key={about}>
              {about}: {is === '\t' ? 'tab' : is}{' '}
              <span className="dim small">
                {percent(confidence)}, {reason}
              </span>
            </li>
          ))}
        </ul>
        <LayoutWords words={words} sheets={imported.proposal.sheets} onChange={setWords} />
        <Act
          refusal={refusal ?? (Object.keys(words).length === 0 ? 'Say first what is otherwise.' : null)}
          busy={busy}
          onClick={() => onChange({ layout })}
        >
          Look at it anew
        </Act>
      </details>
    </>
  );
}
