import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, bodyOf, type Connection } from '../../api/client.ts';
import { count } from '../../format/format.ts';
import { Act } from '../act.tsx';
import { useRefusal } from '../session.ts';
import { Trouble } from '../trouble.tsx';
import { CheckResult } from './check-result.tsx';

/** What can be done to a connection: asked who we are, read through, left alone for a while, removed. */
export function Controls({ connection: { id, name, openItems, credentials } }: { readonly connection: Connection }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const mayWrite = useRefusal('operator', 'connections:write');
  const mayRemove = useRefusal('admin', 'connections:write');
  const maySync = useRefusal('operator', 'processes:write');
  const [isSure, setSure] = useState(false);
  const isPaused = credentials === 'paused';
  const stale = (): Promise<void> => client.invalidateQueries({ queryKey: ['connections'] });
  const test = useMutation({
    mutationFn: () =>
      bodyOf(
        `POST /api/v1/connections/${id}/test`,
        api.POST('/api/v1/connections/{id}/test', { params: { path: { id } } }),
      ),
    onSettled: stale,
  });
  const sync = useMutation({
    mutationFn: (mode: 'backfill' | 'incremental') =>
      bodyOf('POST /api/v1/sync', api.POST('/api/v1/sync', { body: { connectionId: id, mode } })),
    onSuccess: ({ processId }) => navigate(`/processes/${processId}`),
  });
  const pause = useMutation({
    mutationFn: () =>
      bodyOf(
        `PATCH /api/v1/connections/${id}`,
        api.PATCH('/api/v1/connections/{id}', { params: { path: { id } }, body: { paused: !isPaused } }),
      ),
    onSettled: stale,
  });
  const remove = useMutation({
    mutationFn: () =>
      bodyOf(`DELETE /api/v1/connections/${id}`, api.DELETE('/api/v1/connections/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      navigate('/connections');
      await client.invalidateQueries({ queryKey: ['connections', 'list'] });
    },
  });
  const error = test.error ?? sync.error ?? pause.error ?? remove.error;
  return (
    <>
      {openItems > 0 && <Link href={`/reconciliation?connection=${id}`}>{count(openItems)} to decide</Link>}
      <Act refusal={mayWrite} busy={test.isPending} onClick={() => test.mutate()}>
        {test.isPending ? 'Asking the vendor…' : 'Test'}
      </Act>
      <Act refusal={maySync} busy={sync.isPending} onClick={() => sync.mutate('incremental')}>
        Read what changed
      </Act>
      <Act refusal={maySync} busy={sync.isPending} onClick={() => sync.mutate('backfill')}>
        Read everything
      </Act>
      <Act refusal={mayWrite} busy={pause.isPending} onClick={() => pause.mutate()}>
        {isPaused ? 'Let it work again' : 'Let it wait'}
      </Act>
      {isSure ? (
        <span className="sure">
          Remove {name}?
          <Act kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            Remove
          </Act>
          <Act onClick={() => setSure(false)}>Keep it</Act>
        </span>
      ) : (
        <Act refusal={mayRemove} onClick={() => setSure(true)}>
          Remove…
        </Act>
      )}
      {test.data && (
        <div className="tools-answer">
          <CheckResult check={test.data} />
        </div>
      )}
      {error && <Trouble error={error} />}
    </>
  );
}
