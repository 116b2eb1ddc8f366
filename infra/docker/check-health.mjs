/* oxlint-disable no-process-env -- the health check of an image knows nothing but its variables */
// The image's health check: 0 when the role is ready for work.
const port = process.env.SYNCLINE_HEALTH_PORT ?? '9464';
try {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(4_000) });
  process.stdout.write(`${await answer.text()}\n`);
  process.exitCode = answer.ok ? 0 : 1;
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
