import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './api/problem.ts';
import { sessionQuery } from './api/queries.ts';
import { App } from './app.tsx';

/** A session that has lapsed shows at whatever is asked next; who is signed in is asked then, and the way in shown. */
const noteLapse = (error: unknown): void => {
  // A wrong key at the way in is no lapse: there was no session yet.
  const hadSession = client.getQueryData(sessionQuery.queryKey) !== undefined;
  if (hadSession && error instanceof ApiProblem && error.status === 401) void client.resetQueries(sessionQuery);
};
const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.queryKey[0] !== 'session') noteLapse(error);
    },
  }),
  mutationCache: new MutationCache({ onError: noteLapse }),
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status >= 400),
      retryDelay: 500,
      staleTime: 1_000,
    },
    mutations: { retry: false },
  },
});

createRoot(document.getElementById('console')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
