import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf, type SyncConfig } from '../../api/client.ts';
import type { ConfigDocument } from '../../format/edit-config.ts';
import { useRefusal } from '../session.ts';
import { ConfigEditor } from './editor.tsx';

/** A sync config as it was when somebody began to edit it: it is saved on that version, or not at all. */
export function EditExisting({ standing, onEnd }: { readonly standing: SyncConfig; readonly onEnd: () => void }) {
  const client = useQueryClient();
  const refusal = useRefusal('admin', 'config:write');
  const [began] = useState(standing);
  const [settings, setSettings] = useState<ConfigDocument>(began.settings as ConfigDocument);
  const [twins, setTwins] = useState(began.two_way_create);
  const save = useMutation({
    mutationFn: () =>
      bodyOf(
        `PATCH /api/v1/sync/configs/${began.id}`,
        api.PATCH('/api/v1/sync/configs/{id}', {
          params: { path: { id: began.id }, header: { 'if-match': `"${began.version}"` } },
          body: { settings, two_way_create: twins, why: 'edited in the console' },
        }),
      ),
    onSuccess: onEnd,
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['sync-configs'] });
      await client.invalidateQueries({ queryKey: ['configuration'] });
    },
  });
  return (
    <>
      {began.managed_by === 'file' && (
        <p className="wait">
          A file sets this up. What is saved here is drift: the next <code>config apply</code> refuses until somebody
          says who is right.
        </p>
      )}
      <ConfigEditor
        id={began.id}
        settings={settings}
        twins={twins}
        onChange={(next, isWanted) => {
          setSettings(next);
          setTwins(isWanted);
        }}
        refusal={refusal}
        save={{
          text: began.managed_by === 'file' ? 'Save over the file' : 'Save',
          error: save.error,
          busy: save.isPending,
          run: () => save.mutate(),
        }}
        onLeave={onEnd}
      />
    </>
  );
}
