import { describe, expect, it } from 'vitest';
import { createLogger } from './create-logger.ts';

function capture() {
  const lines: string[] = [];
  const logger = createLogger({ name: 'test', level: 'debug', destination: { write: (line) => lines.push(line) } });
  return { logger, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, never> };
}

describe('a logger', () => {
  it('writes JSON with its name, level and time', () => {
    const { logger, last } = capture();
    logger.info({ connection: 'c1' }, 'Page fetched');
    expect(last()).toMatchObject({ name: 'test', level: 'info', msg: 'Page fetched', connection: 'c1' });
    expect(last()['time']).toMatch(/^\d{4}-/);
  });

  it('hides secrets at any depth, in child bindings too', () => {
    const { logger, last } = capture();
    const child = logger.child({ githubToken: 'ghp_1' });
    child.info({ request: { headers: { authorization: 'Bearer x' } }, list: [{ password: 'p' }], tokensLeft: 5 }, 'x');
    expect(JSON.stringify(last())).not.toMatch(/ghp_1|Bearer|"p"/);
    expect(last()).toMatchObject({ tokensLeft: 5, githubToken: '[redacted]' });
  });

  it('cuts the statement out of database errors and never logs parameters', () => {
    const { logger, last } = capture();
    const message = `Failed query: insert ${'x'.repeat(150_000)}\nparams: s3cret,2`;
    const error = Object.assign(new Error(message), { query: 'select', params: ['s3cret'] });
    logger.error(error);
    expect(JSON.stringify(last()).length).toBeLessThan(10_000);
    logger.error({ err: error, other: new Error('b', { cause: error }) }, 'Merge failed');
    expect(JSON.stringify(last())).not.toContain('s3cret');
    expect(JSON.stringify(last()).length).toBeLessThan(20_000);
  });

  it('hides passwords in addresses that errors quote', () => {
    const { logger, last } = capture();
    logger.error({ err: new Error('connect postgres://me:hunter2@db/x failed') }, 'Down');
    expect(JSON.stringify(last())).not.toContain('hunter2');
  });
});
