import { decideFiltered, decideProposal, decideProposals, refusalOf, type Verdict } from '@syncline/engine';
import { listProposals, readBatch, showProposal } from '@syncline/store';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../access/caller.ts';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound, Problem } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { bigSerialParams } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem, staleProblem } from '../schemas/problem.ts';
import {
  batchBody,
  batchDecidedSchema,
  batchQuery,
  batchSchema,
  decidedSchema,
  decisionBody,
  proposalPageSchema,
  proposalQuery,
  proposalSchema,
} from '../schemas/proposal.ts';

const tags = ['approvals'];
const SAMPLE = 10;

/** What waits for a second pair of eyes, and their verdict. */
export function proposalRoutes(app: App, { context }: OperatorDeps): void {
  const by = (request: FastifyRequest, verdict: Verdict['verdict'], words: string | undefined): Verdict => ({
    workspaceId: request.workspaceId,
    verdict,
    actor: actorOf(request),
    role: callerOf(request).role,
    words: words === undefined || words === '' ? null : words,
  });
  const shown = <P extends Parameters<typeof refusalOf>[0]>(request: FastifyRequest, proposal: P) => ({
    ...proposal,
    refusal: refusalOf(proposal, { actor: actorOf(request), role: callerOf(request).role })?.reason ?? null,
  });
  const show = async (request: FastifyRequest, id: number) => {
    const proposal = await showProposal(context.store, request.workspaceId, id);
    if (!proposal) throw notFound('proposal', id);
    return shown(request, proposal);
  };

  app.get(
    '/api/v1/proposals',
    {
      config: access('viewer', 'approvals:read'),
      schema: {
        tags,
        summary: 'What waits, or waited, for an approval, newest first',
        querystring: proposalQuery,
        headers: actorHeaders,
        response: { 200: proposalPageSchema, ...commonProblems },
      },
    },
    async (request) => {
      const { items, nextCursor } = await listProposals(
        context.store,
        request.workspaceId,
        request.query,
        request.query,
      );
      return responseBody({ items: items.map((item) => shown(request, item)), nextCursor }) as never;
    },
  );

  app.get(
    '/api/v1/proposals/batch',
    {
      config: access('viewer', 'approvals:read'),
      schema: {
        tags,
        summary: 'How many wait under a filter, a sample of them, and the digest to decide about all of them',
        querystring: batchQuery,
        headers: actorHeaders,
        response: { 200: batchSchema, ...commonProblems },
      },
    },
    async (request) => {
      const { items, digest } = await readBatch(context.store, request.workspaceId, request.query);
      const filter = { ...request.query, state: 'waiting' as const };
      const page = { limit: SAMPLE, cursor: undefined };
      const sample = await listProposals(context.store, request.workspaceId, filter, page);
      return responseBody({
        count: items.length,
        digest,
        sample: sample.items.map((item) => shown(request, item)),
      }) as never;
    },
  );

  app.get(
    '/api/v1/proposals/:id',
    {
      config: access('viewer', 'approvals:read'),
      schema: {
        tags,
        summary: 'A proposal, with what was decided about it',
        params: bigSerialParams,
        headers: actorHeaders,
        response: { 200: proposalSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async (request) => responseBody(await show(request, request.params.id)) as never,
  );

  for (const verdict of ['approve', 'reject'] as const) {
    app.post(
      `/api/v1/proposals/:id/${verdict}`,
      {
        config: access('approver', 'approvals:write'),
        schema: {
          tags,
          summary: verdict === 'approve' ? 'Approve it as it was seen' : 'Reject it as it was seen',
          params: bigSerialParams,
          headers: actorHeaders,
          body: decisionBody,
          response: {
            200: decidedSchema,
            ...commonProblems,
            ...notFoundProblem,
            ...conflictProblem,
            ...staleProblem,
          },
        },
      },
      async (request) => {
        const { id } = request.params;
        const { digest, words } = request.body;
        const decided = await decideProposal(context, id, digest, by(request, verdict, words));
        switch (decided.outcome) {
          case 'not_found':
            throw notFound('proposal', id);
          case 'stale':
            throw stale(`Proposal ${id} shows something else now. Look again.`);
          case 'refused':
            throw new Problem({
              status: decided.code === 'own' || decided.code === 'role' ? 403 : 409,
              code: codes[decided.code],
              title: 'Not allowed',
              detail: decided.reason,
            });
          default:
            return responseBody({
              outcome: decided.outcome,
              missing: decided.outcome === 'counted' ? decided.missing : 0,
              proposal: await show(request, id),
            }) as never;
        }
      },
    );

    app.post(
      `/api/v1/proposals/${verdict}`,
      {
        config: access('approver', 'approvals:write'),
        schema: {
          tags,
          summary: `${verdict === 'approve' ? 'Approve' : 'Reject'} several as they were seen: each by its digest, or all of a filter by the digest of its batch`,
          headers: actorHeaders,
          body: batchBody,
          response: { 200: batchDecidedSchema, ...commonProblems, ...staleProblem },
        },
      },
      async (request) => {
        const { items, filter, digest, words } = request.body;
        const decider = by(request, verdict, words);
        const outcome = items
          ? await decideProposals(context, items, decider)
          : await decideFiltered(context, filter ?? {}, digest ?? '', decider);
        if (!outcome) throw stale('The proposals of that filter are others now. Look again.');
        return responseBody(outcome);
      },
    );
  }
}

const codes = {
  own: 'own-proposal',
  role: 'role-too-low',
  decided: 'already-decided',
  ended: 'wrong-state',
} as const;

function stale(detail: string): Problem {
  return new Problem({ status: 412, code: 'stale', title: 'It is not what was seen any more', detail });
}
