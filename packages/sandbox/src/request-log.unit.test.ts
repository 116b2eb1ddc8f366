import { describe, expect, it } from 'vitest';
import { RequestLog } from './request-log.ts';

function add(log: RequestLog, url: string, method = 'GET'): void {
  log.add({ method, url, route: '/things', status: 200, durationMs: 1, at: new Date(0) });
}

describe('the request log', () => {
  it('keeps the newest requests and exact counts of all', () => {
    const log = new RequestLog(10);
    for (let turn = 0; turn < 200_000; turn += 1) add(log, `/things?page=${turn % 1_000}`);
    add(log, '/things', 'POST');
    expect(log.total).toBe(200_001);
    expect(log.count(/page=7$/)).toBe(200);
    expect(log.count('GET /things')).toBe(200_000);
    expect(log.routes.get('POST /things')).toBe(1);
    expect(
      log
        .recent()
        .map(({ method, url }) => `${method} ${url}`)
        .slice(-2),
    ).toEqual(['GET /things?page=999', 'POST /things']);
    expect(log.recent()).toHaveLength(10);
    log.clear();
    expect([log.total, log.recent().length]).toEqual([0, 0]);
  });

  it('counts with a global expression as with any other', () => {
    const log = new RequestLog();
    for (const page of [1, 2, 3]) add(log, `/things?page=${page}`);
    expect(log.count(/things/g)).toBe(3);
  });
});
