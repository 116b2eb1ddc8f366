import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { api, bodyOf, type Import } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { Act } from '../act.tsx';
import { Section } from '../page.tsx';
import { useRefusal } from '../session.ts';
import { Trouble } from '../trouble.tsx';
import { SaveProfile } from './save-profile.tsx';

/** The last word before it is done. */
export function ApplyStep({ imported }: { readonly imported: Import }) {
  const client = useQueryClient();
  const [, setSearch] = useSearchParams();
  const mayApply = useRefusal('approver', 'entities:write');
  const [isSure, setIsSure] = useState(false);
  const [open] = imported.openQuestions;
  const refusal =
    mayApply ??
    (open === undefined ? null : `It can't be applied before this is answered: ${open}`) ??
    (imported.proposalId === null ? null : `Proposal ${imported.proposalId} waits for an approval.`);
  const apply = useMutation({
    mutationFn: () =>
      bodyOf(
        `POST /api/v1/imports/${imported.id}/apply`,
        api.POST('/api/v1/imports/{id}/apply', { params: { path: { id: imported.id } }, body: {} }),
      ),
    onSuccess: () => setSearch({}),
    onSettled: () => {
      setIsSure(false);
      return client.invalidateQueries({ queryKey: ['imports'] });
    },
  });
  const mustWait = apply.error instanceof ApiProblem && apply.error.code === 'needs-approval';
  return (
    <>
      {open !== undefined && (
        <p className="wait">
          {open} <Link href={`/imports/${imported.id}?step=meaning`}>To the questions</Link>
        </p>
      )}
      <p>
        It is brought into the graph row by row, by a process that can be paused, and taken back afterwards. Rows that
        can&apos;t be read wait for you; changes go out to the vendors as the sync configs say.
      </p>
      {mayApply !== null && <p className="dim">{mayApply}</p>}
      <div className="form-row">
        {isSure ? (
          <span className="sure">
            Apply {imported.name}?
            <Act kind="main" refusal={refusal} busy={apply.isPending} onClick={() => apply.mutate()}>
              Apply it
            </Act>
            <Act onClick={() => setIsSure(false)}>Not yet</Act>
          </span>
        ) : (
          <Act kind="main" refusal={refusal} onClick={() => setIsSure(true)}>
            Apply…
          </Act>
        )}
      </div>
      {mustWait ? (
        <p role="status" className="wait">
          {(apply.error as ApiProblem).detail} <Link href="/approvals">To the approvals</Link>
        </p>
      ) : (
        apply.error && <Trouble error={apply.error} />
      )}
      <Section title="For the next file of this kind">
        <SaveProfile imported={imported} />
      </Section>
    </>
  );
}
