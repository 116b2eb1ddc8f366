import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { sessionQuery } from '../api/queries.ts';
import { Trouble } from '../parts/trouble.tsx';

/** The way in: a key is sent once, and a cookie that scripts can't read is carried from then on. */
export function Login() {
  const client = useQueryClient();
  const [key, setKey] = useState('');
  const enter = useMutation({
    mutationFn: () => bodyOf('POST /api/v1/session', api.POST('/api/v1/session', { body: { key: key.trim() } })),
    onSuccess: () => client.resetQueries({ queryKey: sessionQuery.queryKey }),
  });
  useEffect(() => {
    document.title = 'Sign in · Syncline';
  }, []);
  return (
    <main className="login">
      <h1>Syncline</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (key.trim() !== '') enter.mutate();
        }}
      >
        <label htmlFor="key">API key</label>
        <input
          id="key"
          type="password"
          autoComplete="current-password"
          spellCheck={false}
          value={key}
          placeholder="syn_…"
          onChange={(event) => setKey(event.target.value)}
        />
        <button type="submit" className="main" aria-disabled={enter.isPending}>
          Sign in
        </button>
      </form>
      {enter.error && <Trouble error={enter.error} />}
      <p className="dim small">
        A key is made on the machine that Syncline runs on: <code>syncline keys create NAME --role operator</code>. The
        session ends after 12 hours, or with the key.
      </p>
    </main>
  );
}
