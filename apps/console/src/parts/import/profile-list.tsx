import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf, type ImportProfile } from '../../api/client.ts';
import { plural } from '../../format/format.ts';
import { Act } from '../act.tsx';
import { useRefusal } from '../session.ts';
import { Trouble } from '../trouble.tsx';
import { When } from '../when.tsx';

/** Meanings that were kept, each with the way to forget it. */
export function ProfileList({ profiles }: { readonly profiles: readonly ImportProfile[] }) {
  return (
    <ul className="plain-list">
      {profiles.map((profile) => (
        <li key={profile.id} className="spread">
          <span>
            {profile.name}{' '}
            <span className="dim small">
              {profile.kinds.join(', ')} from {plural(profile.columns.length, 'column')}, kept by {profile.savedBy}{' '}
              <When at={profile.savedAt} />
            </span>
          </span>
          <Forget profile={profile} />
        </li>
      ))}
    </ul>
  );
}

function Forget({ profile: { id, name } }: { readonly profile: ImportProfile }) {
  const client = useQueryClient();
  const refusal = useRefusal('operator', 'entities:write');
  const [isSure, setIsSure] = useState(false);
  const forget = useMutation({
    mutationFn: () =>
      bodyOf(
        `DELETE /api/v1/import-profiles/${id}`,
        api.DELETE('/api/v1/import-profiles/{id}', { params: { path: { id } } }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['import-profiles'] }),
  });
  return (
    <span className="sure">
      {isSure ? (
        <>
          Files that were brought by it stay as they are.
          <Act kind="danger" refusal={refusal} busy={forget.isPending} onClick={() => forget.mutate()}>
            Forget {name}
          </Act>
          <Act onClick={() => setIsSure(false)}>Keep it</Act>
        </>
      ) : (
        <Act refusal={refusal} onClick={() => setIsSure(true)}>
          Forget {name}…
        </Act>
      )}
      {forget.error && <Trouble error={forget.error} />}
    </span>
  );
}
