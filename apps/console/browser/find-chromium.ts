import { existsSync } from 'node:fs';
import { chromePath, isChromiumRequired } from './env.ts';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine: CHROME_PATH, or where Debian and others put it; null: there is none. */
export function findChromium(): string | null {
  const wanted = chromePath();
  if (wanted !== null) return wanted;
  const found = known.find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (isChromiumRequired())
    throw new Error('There is no Chromium: apt-get install chromium, or set CHROME_PATH to a Chrome');
  return null;
}
