/** A Chrome or Chromium that somebody names; null: none is named. */
export function chromePath(): string | null {
  const { CHROME_PATH: path } = process.env;
  return path === undefined || path === '' ? null : path;
}

/** Whether a machine without a browser fails the tests that want one, as CI has it. */
export function isChromiumRequired(): boolean {
  return process.env['SYNCLINE_REQUIRE_CHROMIUM'] === '1';
}
