import { counter, processGauge } from './define-metric.ts';

const bounds = 'syslog and the collector, where they are set up';

/** What a process counts that ships its log lines. Absent where no destination is set up. */
export const logMetrics = {
  logLines: counter(['destination', 'outcome'], {
    name: 'syncline_log_lines_total',
    help: 'Lines for log destinations: sent, or left out because there was no room or the destination refused them',
    unit: 'lines',
    bounds: `${bounds}, times sent and dropped`,
  }),
  logBufferedBytes: processGauge(['destination'], {
    name: 'syncline_log_buffered_bytes',
    help: 'Lines that wait for a log destination',
    unit: 'bytes',
    bounds,
  }),
};
