import { type components, createApiClient } from '@syncline/api-client';
import { ApiProblem } from './problem.ts';

type Schemas = components['schemas'];
export type Session = Schemas['Session'];
export type Status = Schemas['Status'];
export type SyncStatus = Schemas['SyncStatus'];
export type Member = SyncStatus['members'][number];
export type Process = Schemas['Process'];
export type ProcessTree = Schemas['ProcessTree'];
export type Item = Schemas['ReconciliationItem'];
export type Group = Schemas['ReconciliationGroupPage']['items'][number];
export type Entity = Schemas['Entity'];
export type Duplicate = Schemas['Duplicate'];
export type DuplicateDetail = Schemas['DuplicateDetail'];
export type DuplicateSide = Schemas['DuplicateSide'];
export type EntityDetail = Schemas['EntityDetail'];
export type Client = Schemas['Client'];
export type ClientDetail = Schemas['ClientDetail'];
export type ClientMember = Schemas['ClientMember'];
export type ClientRelation = Schemas['ClientRelation'];
export type Connection = Schemas['Connection'];
export type QuotaHistory = Schemas['QuotaHistory'];
export type WebhookState = Schemas['WebhookState'];
export type Connector = Schemas['Connector'];
export type Credential = Schemas['Credential'];
export type Delivery = Schemas['Delivery'];
export type DeliveryDetail = Schemas['DeliveryDetail'];
export type ConfigPreview = Schemas['SyncConfigPreview'];
export type Preset = Schemas['PresetList']['items'][number];
export type SyncConfig = Schemas['SyncConfig'];
export type HistoryEntry = Schemas['SyncHistoryEntry'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type AuditEntry = Schemas['AuditEntry'];
export type Insight = Schemas['Insight'];
export type InsightRules = Schemas['InsightRules'];
export type Proposal = Schemas['Proposal'];
export type Import = Schemas['Import'];
export type ImportSummary = Schemas['ImportSummary'];
export type ImportDryRun = Schemas['ImportDryRun'];
export type ImportProfile = Schemas['ImportProfileSummary'];
export type ProblemRow = Schemas['ImportProblemRows']['items'][number];
export type RecentChanges = Schemas['RecentChanges'];
export type PageRead = Schemas['ProcessPageRead'];
export type Alert = Schemas['Alert'];
export type ServiceLevel = Schemas['ServiceLevels']['items'][number];

let csrfToken: string | null = null;

/** What changes carry from now on; null where the caller has no session and needs none. */
export function carryCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** What calls carry that change something. */
export function csrfHeaders(): Readonly<Record<string, string>> {
  return csrfToken === null ? {} : { 'x-csrf-token': csrfToken };
}

export const api = createApiClient({
  url: location.origin,
  fetch: (request) => {
    if (request.method !== 'GET')
      for (const [name, value] of Object.entries(csrfHeaders())) request.headers.set(name, value);
    return fetch(request);
  },
});

interface Answer<Body> {
  readonly data?: Body;
  readonly error?: unknown;
  readonly response: Response;
}

/** As `bodyOf`, with the ETag that a change has to be made on. */
export async function taggedBodyOf<Body>(
  place: string,
  call: Promise<Answer<Body>>,
): Promise<{ readonly body: Body; readonly etag: string }> {
  let etag = '*';
  const noted = call.then((answer) => {
    etag = answer.response.headers.get('etag') ?? '*';
    return answer;
  });
  return { body: await bodyOf(place, noted), etag };
}

/** The body of a good answer. Throws ApiProblem for any other, and where nobody answers. */
export async function bodyOf<Body>(place: string, call: Promise<Answer<Body>>): Promise<Body> {
  const answer = await call.catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(0, place, { detail: error instanceof Error ? error.message : null });
  });
  if (!answer.response.ok) throw new ApiProblem(answer.response.status, place, answer.error);
  return answer.data as Body;
}
