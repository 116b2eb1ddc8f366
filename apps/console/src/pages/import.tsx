import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { importQuery, type StandingImport } from '../api/import-queries.ts';
import { bytes } from '../format/format.ts';
import { ApplyStep } from '../parts/import/apply-step.tsx';
import { BadRows } from '../parts/import/bad-rows.tsx';
import { MeaningStep } from '../parts/import/meaning-step.tsx';
import { Outcome } from '../parts/import/outcome.tsx';
import { RowsStep } from '../parts/import/rows-step.tsx';
import { TrialStep } from '../parts/import/trial-step.tsx';
import { useKeys } from '../parts/keys.ts';
import { Page } from '../parts/page.tsx';
import { State } from '../parts/state.tsx';
import { Trouble, Waiting } from '../parts/trouble.tsx';

interface Step {
  readonly name: string;
  readonly title: string;
  readonly Part: (props: { readonly imported: StandingImport }) => React.ReactNode;
}

const before: readonly Step[] = [
  { name: 'meaning', title: 'What it means', Part: MeaningStep },
  { name: 'rows', title: 'How rows are read', Part: RowsStep },
  { name: 'trial', title: 'What would change', Part: TrialStep },
  { name: 'apply', title: 'Apply', Part: ApplyStep },
];
const after: readonly Step[] = [
  { name: 'outcome', title: 'What became of it', Part: Outcome },
  { name: 'bad', title: 'Rows that wait', Part: BadRows },
  { name: 'meaning', title: 'What it means', Part: MeaningStep },
];

/** One file: step by step to what it is to do, then what became of it. The step is in the address. */
export function ImportPage({ id }: { readonly id: string }) {
  const { data: imported, error, refetch } = useQuery(importQuery(id));
  const [search, setSearch] = useSearchParams();
  const steps = imported === undefined || imported.state === 'proposed' ? before : after;
  const wanted = search.has('row') ? 'bad' : search.get('step');
  const step = steps.find(({ name }) => name === wanted) ?? steps[0]!;
  useKeys(Object.fromEntries(steps.map(({ name }, at) => [String(at + 1), () => setSearch({ step: name })])));
  if (imported === undefined)
    return <Page title="Import">{error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting />}</Page>;
  const { name, size, state, proposalId } = imported;
  return (
    <Page
      title={name}
      note={
        <>
          <State is={proposalId === null ? state : 'waits for approval'} />
          <span>{bytes(size)}</span>
        </>
      }
      tools={
        <a href={`/api/v1/imports/${id}/evidence`} download={name}>
          The file as it came
        </a>
      }
    >
      {error && <Trouble error={error} />}
      {proposalId !== null && (
        <p className="wait">
          Somebody else has to approve it before it is applied: <Link href="/approvals">proposal {proposalId}</Link>.
        </p>
      )}
      <nav aria-label="Steps" className="steps">
        <ol>
          {steps.map(({ name: each, title }, at) => (
            <li key={each}>
              <Link href={`/imports/${id}?step=${each}`} aria-current={each === step.name ? 'step' : undefined}>
                <span className="dim">{at + 1}</span> {title}
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      <step.Part key={step.name} imported={imported} />
    </Page>
  );
}
