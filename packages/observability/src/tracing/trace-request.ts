import { context } from '@opentelemetry/api';
import { failSpan, openSpan } from './in-span.ts';
import type { WorkFields } from './work-fields.ts';

/** A request that is being answered, and the work that is done for it. */
export interface TracedRequest {
  /** Runs what goes on with it as a part of its work: whatever it starts belongs there too. */
  within(next: () => void): void;
  /** Its route is known by now, and its status; 0 when whoever asked has gone. */
  end(route: string | undefined, status: number): void;
}

export interface RequestToTrace {
  readonly method: string;
  /** The place in a trace that the caller names, where the caller is trusted; null: the request begins a trace. */
  readonly parent: string | null;
  /** The place that a caller who is not trusted names: it is linked to, and decides nothing. */
  readonly link: string | null;
  readonly fields: WorkFields;
}

export function traceRequest({ method, parent, link, fields }: RequestToTrace): TracedRequest {
  const { span, within } = openSpan(method, {
    kind: 'server',
    parent,
    links: [link],
    fields,
    attributes: { 'http.request.method': method },
  });
  let isOpen = true;
  return {
    within: (next) => context.with(within, next),
    end: (route, status) => {
      if (!isOpen) return;
      isOpen = false;
      if (route !== undefined) span.setAttribute('http.route', route).updateName(`${method} ${route}`);
      span.setAttribute('http.response.status_code', status);
      if (status >= 500 || status === 0) failSpan(span, { code: status === 0 ? 'aborted' : String(status) });
      span.end();
    },
  };
}
