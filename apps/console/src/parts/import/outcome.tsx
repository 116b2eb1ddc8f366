import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, bodyOf, type Import } from '../../api/client.ts';
import { isAtWork } from '../../api/import-queries.ts';
import { ApiProblem } from '../../api/problem.ts';
import { processQuery } from '../../api/queries.ts';
import { count } from '../../format/format.ts';
import { Act } from '../act.tsx';
import { Facts, Section } from '../page.tsx';
import { ProcessBar, paceText, progressText } from '../process-line.tsx';
import { useRefusal } from '../session.ts';
import { State } from '../state.tsx';
import { Trouble } from '../trouble.tsx';
import { When } from '../when.tsx';
import { ImportedRecords } from './imported-records.tsx';
import { SaveProfile } from './save-profile.tsx';

type Verb = 'apply' | 'undo' | 'replay';

/** The process at work, then what it did, with the ways back and on. */
export function Outcome({ imported }: { readonly imported: Import }) {
  const { entities, rows, undone } = imported.counts;
  const waiting = rows['failed'] ?? 0;
  return (
    <>
      {imported.processId !== null && <Run processId={imported.processId} />}
      <Counts
        title="Records"
        all={[
          ['created', entities['created']],
          ['revived', entities['revived']],
          ['changed', entities['updated']],
          ['unchanged', entities['unchanged']],
          ['taken back', undone['restored']],
          ['kept, changed or built on since', undone['kept']],
        ]}
      />
      <Counts
        title="Rows"
        all={[
          ['applied', rows['applied']],
          ['unchanged', rows['unchanged']],
          ['put right', rows['corrected']],
          ['to come', rows['staged']],
          ['waiting for you', rows['failed']],
        ]}
      />
      {waiting > 0 && (
        <p>
          <Link href={`/imports/${imported.id}?step=bad`}>Put the rows right that wait</Link>, or decide on all of them
          in <Link href={`/reconciliation?process=${imported.processId}`}>reconciliation</Link>.
        </p>
      )}
      <Controls imported={imported} />
      <Section title="For the next file of this kind">
        <SaveProfile imported={imported} />
      </Section>
      <ImportedRecords importId={imported.id} />
      <Facts
        facts={[
          ['Brought by', imported.createdBy],
          ['Brought', <When key="at" at={imported.createdAt} />],
          ['SHA-256', <code key="sum">{imported.sha256}</code>],
          imported.profile === null ? null : ['Profile', imported.profile],
          imported.replayOf === null
            ? null
            : [
                'Replay of',
                <Link key="of" href={`/imports/${imported.replayOf}`}>
                  that import
                </Link>,
              ],
        ]}
      />
    </>
  );
}

function Run({ processId }: { readonly processId: string }) {
  const { data: process } = useQuery(processQuery(processId));
  if (!process) return null;
  return (
    <div className="big-bar">
      <ProcessBar process={process} />
      <div className="spread">
        <span>
          <State is={process.treeState} /> {progressText(process)}
        </span>
        <span className="dim">{paceText(process)}</span>
      </div>
      {process.error !== null && (
        <p className="bad" role="alert">
          {process.error}
        </p>
      )}
      <p className="dim small">
        <Link href={`/processes/${processId}`}>The process</Link>: pause, resume and cancel are there.
      </p>
    </div>
  );
}

function Counts({
  title,
  all,
}: {
  readonly title: string;
  readonly all: readonly (readonly [name: string, value: number | undefined])[];
}) {
  return (
    <Section title={title}>
      <ul className="figures small-figures">
        {all
          .filter(([, value]) => (value ?? 0) > 0)
          .map(([name, value = 0]) => (
            <li key={name} className={name === 'waiting for you' ? 'bad' : ''}>
              <strong>{count(value)}</strong> <span>{name}</span>
            </li>
          ))}
        {all.every(([, value]) => (value ?? 0) === 0) && <li className="dim">none</li>}
      </ul>
    </Section>
  );
}

const effects: Readonly<Record<Verb, string>> = {
  apply: 'It goes on with the first row that is not done.',
  undo: 'Each field gets back what stood there before; what was changed or built on since stays, and is told.',
  replay: 'The kept file is imported once more with the same meaning, as an import of its own.',
};
const names: Readonly<Record<Verb, string>> = { apply: 'Go on', undo: 'Undo', replay: 'Replay' };

function Controls({ imported }: { readonly imported: Import }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [wanted, setWanted] = useState<Verb | null>(null);
  const refusal = useRefusal('approver', 'entities:write');
  const start = useMutation({
    mutationFn: (verb: Verb) =>
      bodyOf(
        `POST /api/v1/imports/${imported.id}/${verb}`,
        api.POST(`/api/v1/imports/{id}/${verb}`, { params: { path: { id: imported.id } }, body: {} }),
      ),
    onSuccess: ({ importId }) => {
      if (importId !== imported.id) navigate(`/imports/${importId}`);
    },
    onSettled: () => {
      setWanted(null);
      return client.invalidateQueries({ queryKey: ['imports'] });
    },
  });
  if (isAtWork(imported)) return null;
  const { state } = imported;
  const verbs: readonly Verb[] = [
    ...(state === 'applying' ? (['apply'] as const) : []),
    // Once more, where it had to leave something.
    ...(state === 'undone' && !imported.counts.undone['kept'] ? [] : (['undo'] as const)),
    'replay',
  ];
  const mustWait = start.error instanceof ApiProblem && start.error.code === 'needs-approval';
  return (
    <Section title="What can be done">
      {wanted === null ? (
        <div className="form-row">
          {verbs.map((verb) => (
            <Act key={verb} refusal={refusal} onClick={() => setWanted(verb)}>
              {names[verb]}…
            </Act>
          ))}
        </div>
      ) : (
        <p className="sure">
          {effects[wanted]}
          <Act
            kind={wanted === 'undo' ? 'danger' : 'main'}
            refusal={refusal}
            busy={start.isPending}
            onClick={() => start.mutate(wanted)}
          >
            {names[wanted]} it
          </Act>
          <Act onClick={() => setWanted(null)}>Not now</Act>
        </p>
      )}
      {mustWait ? (
        <p role="status" className="wait">
          {(start.error as ApiProblem).detail} <Link href="/approvals">To the approvals</Link>
        </p>
      ) : (
        start.error && <Trouble error={start.error} />
      )}
    </Section>
  );
}
