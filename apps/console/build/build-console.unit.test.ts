import { expect, it } from 'vitest';
import { buildConsole } from './build-console.ts';

const BUDGET_BYTES = 250_000;

it('loads at most 250 kB of packed JavaScript, and names every file by what is in it', async () => {
  const files = await buildConsole();
  const scripts = [...files].filter(([name]) => name.endsWith('.js'));
  const packed = scripts.reduce((sum, [, { gzip }]) => sum + gzip.length, 0);
  expect(scripts.length).toBeGreaterThan(0);
  expect(packed).toBeLessThanOrEqual(BUDGET_BYTES);

  const page = files.get('index.html')!.plain.toString();
  const named = [...page.matchAll(/"\/assets\/([^"]+)"/g)].map((match) => match[1]!);
  expect(named.length).toBe(files.size - 1);
  for (const name of named) expect(files.has(name), name).toBe(true);
  // The content policy runs nothing inline.
  expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
});
