import { activeCorrelationId, activeTraceparent, inSpan } from '@syncline/observability';
import type { JobTrace } from '@syncline/queue';

/** Jobs whose work reads from its row what it came from: the row is there when the job is lost, and stands for many causes. */
const FROM_ROWS: ReadonlySet<string> = new Set(['deliveries', 'records', 'write-live', 'write-bulk']);
/** A backfill has hundreds of thousands of pages: each is a trace of its own, which says what it came from. */
const OF_ITS_OWN: ReadonlySet<string> = new Set(['fetch-live', 'fetch-bulk']);

/** Other jobs carry what they came from themselves. One that the sweeper makes anew begins a trace. */
export const jobTrace: JobTrace = {
  carry: (name) => {
    const traceparent = FROM_ROWS.has(name) ? null : activeTraceparent();
    return traceparent === null ? null : `${traceparent} ${activeCorrelationId() ?? ''}`;
  },
  run: (name, carried, work) => {
    if (FROM_ROWS.has(name)) return work();
    const [from = null, correlationId] = carried?.split(' ') ?? [];
    return inSpan(
      `job ${name}`,
      {
        kind: 'consumer',
        ...(OF_ITS_OWN.has(name) ? { parent: null, links: [from] } : { parent: from }),
        fields: { correlationId: correlationId || null },
        attributes: { 'messaging.system': 'bullmq', 'messaging.destination.name': name },
      },
      work,
    );
  },
};
