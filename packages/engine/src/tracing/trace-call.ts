import { routeOf, type VendorCallTrace } from '@syncline/connector-sdk';
import { inSpan, type Logger, traceHeaders } from '@syncline/observability';

/**
 * Every call of a vendor as a span, with what the vendor answered. The vendor is told which work calls, in headers that
 * a server that knows nothing of them leaves alone. Neither the query nor any value of the call is recorded.
 */
export function traceCalls(connector: string, logger: Logger): VendorCallTrace {
  return ({ method, url }, send) => {
    const route = routeOf(url);
    return inSpan(
      `${method} ${route}`,
      {
        kind: 'client',
        attributes: {
          'http.request.method': method,
          'url.template': route,
          'server.address': new URL(url).hostname,
          'syncline.connector': connector,
        },
      },
      async (span) => {
        const answer = await send(traceHeaders());
        span.setAttribute('http.response.status_code', answer.status);
        if (answer.status >= 400) span.setAttribute('error.type', String(answer.status));
        logger.debug({ connector, method, route, status: answer.status }, 'vendor called');
        return answer;
      },
    );
  };
}
