import { hash } from 'node:crypto';
import type { GateCall, QuotaGate } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import {
  type ConnectionRow,
  insertEvent,
  type Lane,
  noteFailure,
  noteService,
  type RefusedCall,
  reportQuota,
  type TakenCall,
  takeQuota,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';

/** Where each vendor call of a connection asks first: its quota, and the breaker that spares a vendor which fails (SEMANTICS 6, 8). */
export function createQuotaGate(ctx: EngineContext, row: ConnectionRow, lane: Lane): QuotaGate {
  return {
    take: async (_signal, address) => {
      const call = await takeQuota(ctx.store, row.workspaceId, row.id, lane);
      if (call.outcome !== 'taken') throw refusal(row, call);
      return gateCall(ctx, row, call, address);
    },
    report: async (report) => {
      const core = report.bucket === 'core';
      await reportQuota(
        ctx.store,
        row.workspaceId,
        row.id,
        {
          limit: core ? (report.limit ?? null) : null,
          remaining: core ? (report.remaining ?? null) : null,
          resetAt: core ? (report.resetAt ?? null) : null,
          pausedUntil: report.pausedUntil ?? null,
          reason: report.pausedUntil ? report.bucket : null,
        },
        ctx.config.quotaOverride?.capacity ?? null,
      );
    },
  };
}

/** Both are waits that spend no attempt. */
function refusal(row: ConnectionRow, { outcome, retryAt }: RefusedCall): SynclineError {
  const until = retryAt.toISOString();
  return outcome === 'broken'
    ? new SynclineError({
        class: 'rate_limited',
        code: 'vendor_failing',
        message: `The vendor of connection ${row.name} keeps failing; it is left alone until ${until}, and its work waits.`,
        retryAt,
      })
    : new SynclineError({
        class: 'rate_limited',
        code: 'quota_spent',
        message: `The quota of connection ${row.name} is spent until ${until}; its work waits.`,
        retryAt,
      });
}

function gateCall(
  ctx: EngineContext,
  row: ConnectionRow,
  { isProbe, isTroubled }: TakenCall,
  address: string,
): GateCall {
  const { id: connectionId, workspaceId } = row;
  return {
    ended: async (isServed) => {
      if (isServed) {
        if ((isProbe || isTroubled) && (await noteService(ctx.store, workspaceId, connectionId))) {
          ctx.logger.info({ connectionId }, 'vendor serves again');
          await insertEvent(ctx.store, { workspaceId, type: 'connection.reachable', connectionId });
        }
        return;
      }
      const failed = { address: hash('sha256', address, 'base64url').slice(0, 16), isProbe };
      const openUntil = await noteFailure(ctx.store, workspaceId, connectionId, failed, ctx.config.breaker);
      if (openUntil === null) return;
      ctx.logger.warn({ connectionId, openUntil }, 'vendor keeps failing, its connection is left alone');
      await insertEvent(ctx.store, {
        workspaceId,
        type: 'connection.unreachable',
        connectionId,
        payload: { until: openUntil.toISOString() },
      });
    },
  };
}
