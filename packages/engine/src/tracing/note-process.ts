import { activeCorrelationId, noteFields } from '@syncline/observability';

/** Says of the work under way which process it is of: what began the process names it, else the process does. */
export function noteProcess(of: { readonly processId: string | null; readonly connectionId: number }): void {
  const { processId, connectionId } = of;
  noteFields({ processId, connectionId, correlationId: activeCorrelationId() ?? processId });
}
