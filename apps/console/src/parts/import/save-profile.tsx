import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf, type Import } from '../../api/client.ts';
import { Act } from '../act.tsx';
import { useRefusal } from '../session.ts';
import { Trouble } from '../trouble.tsx';

/** Keeps what a file means under a name. */
export function SaveProfile({ imported }: { readonly imported: Import }) {
  const client = useQueryClient();
  const mayKeep = useRefusal('operator', 'entities:write');
  const [name, setName] = useState(imported.profile ?? '');
  const save = useMutation({
    mutationFn: () =>
      bodyOf(
        'POST /api/v1/import-profiles',
        api.POST('/api/v1/import-profiles', { body: { name: name.trim(), importId: imported.id } }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['import-profiles'] }),
  });
  const refusal =
    mayKeep ??
    (imported.openQuestions.length > 0 ? 'Answer the open questions first.' : null) ??
    (name.trim() === '' ? 'Write its name first.' : null);
  return (
    <div className="form-row">
      <label className="pick">
        <span>Profile</span>
        <input maxLength={100} value={name} onChange={(event) => setName(event.target.value)} placeholder="its name" />
      </label>
      <Act refusal={refusal} busy={save.isPending} onClick={() => save.mutate()}>
        Keep its meaning
      </Act>
      {save.data && (
        <span role="status" className="dim small">
          Kept as {save.data.name}: files of this header take it by themselves.
        </span>
      )}
      {save.error && <Trouble error={save.error} />}
    </div>
  );
}
