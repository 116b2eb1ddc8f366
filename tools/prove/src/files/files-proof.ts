import { createHash } from 'node:crypto';
import { createJiraSandbox } from '@syncline/connector-jira/sandbox';
import { createOpenProjectSandbox } from '@syncline/connector-openproject/sandbox';
import { fileBytes } from '@syncline/sandbox';
import { startSyncEngine } from '@syncline/testing/start-sync-engine';
import type { Proof } from '../proof.ts';
import { startFleet, WORKER_ROLES } from '../shared/fleet.ts';
import { watchMemory } from './peak-memory.ts';

const FILE_BYTES = 50 * 1024 * 1024;
const MOST_MB = 256;
const LIMIT_MS = 300_000;

/**
 * Files of 50 MB go from a Jira to an OpenProject through the product's own processes, while an answer is lost, an
 * upload breaks and a download is cut in the middle: each is there once, byte for byte, and no process ever held as
 * much memory as four of them have.
 */
export const filesProof: Proof = async ({ seed, short, services, note }) => {
  const backend = await services.createBackend(services.backends[seed % services.backends.length]!);
  const jira = await createJiraSandbox({ issues: 0, projects: 1 });
  const openProject = await createOpenProjectSandbox({ workPackages: 0, projects: 1, comments: false });
  const scope = jira.projectId('API')!;
  const engine = await startSyncEngine({
    workers: false,
    database: { url: backend.databaseUrl, queue: queueOf(backend) },
    sides: [
      {
        name: 'jira',
        connector: 'jira',
        url: jira.url,
        settings: { email: jira.email },
        secrets: { token: jira.token },
      },
      {
        name: 'openproject',
        connector: 'openproject',
        url: openProject.url,
        settings: {},
        secrets: { token: openProject.token },
      },
    ],
  });
  await engine.configure('trackers', configOf(scope));
  const fleet = await startFleet(WORKER_ROLES, {
    ...engine.environment,
    DATABASE_URL: backend.databaseUrl,
    ...(backend.redisUrl === null ? {} : { REDIS_URL: backend.redisUrl }),
    // As the guide advises where a worker has 256 MB: what has passed is cleared away at once.
    NODE_OPTIONS: '--max-semi-space-size=8',
    LOG_LEVEL: 'info',
    SYNCLINE_ALLOWED_ADDRESSES: 'loopback',
    SYNCLINE_QUOTA_PER_HOUR: '100000000',
    SYNCLINE_SWEEP_AFTER_MS: '2000',
    SYNCLINE_POLL_INTERVAL_MS: '86400000',
  });
  const memory = watchMemory(fleet);
  try {
    const issue = jira.createIssue('API', { summary: 'With files' });
    await engine.hint('jira', { stream: 'issues', externalId: issue.id, locator: issue.id, scope });
    await engine.quiet(LIMIT_MS);
    const [twin] = [...openProject.workPackages('api')];
    if (!twin) return { broken: ['the issue has no twin'], figures: {} };
    openProject.faults.add({ kind: 'lost_answer', method: 'POST', path: '/attachments', count: 1 });
    if (!short) {
      openProject.faults.add({ kind: 'reset', method: 'POST', path: '/attachments', skip: 2, count: 1 });
      jira.media.cutAfter = FILE_BYTES / 2;
    }
    const files = Array.from({ length: short ? 1 : 6 }, (_, index) => fileBytes(FILE_BYTES, seed * 10 + index));
    const startedAt = performance.now();
    for (const [index, bytes] of files.entries()) {
      const { id } = jira.attachFile(issue.id, `film-${index}.mp4`, bytes, 'video/mp4');
      const locator = `${issue.id}/attachments/${id}`;
      await engine.hint('jira', { stream: 'attachments', externalId: String(id), locator, scope });
    }
    await engine.quiet(LIMIT_MS);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const peaks = memory.stop();
    note([...peaks].map(([member, mb]) => `${member} ${mb} MB`).join(', '));
    const copies = openProject.attachments(twin.id);
    const broken: string[] = [...fleet.crashes];
    for (const [index, bytes] of files.entries()) {
      const there = copies.filter(({ fileName }) => fileName === `film-${index}.mp4`);
      if (there.length !== 1) broken.push(`film-${index}.mp4 is there ${there.length} times`);
      for (const { id } of there)
        if (sha256(openProject.fileBytes(String(id))) !== sha256(bytes))
          broken.push(`film-${index}.mp4 is not what it was`);
    }
    if (openProject.requestCount(/POST .*\/attachments/) < files.length) broken.push('nothing was sent');
    if (jira.media.leaked > 0) broken.push('credentials went to where Jira keeps its files');
    for (const [member, mb] of peaks) if (mb >= MOST_MB) broken.push(`the ${member} held ${mb} MB`);
    if (peaks.size < WORKER_ROLES.length) broken.push(`only ${peaks.size} processes were watched`);
    const uploads = openProject.requestCount(/POST .*\/attachments/);
    return {
      broken,
      figures: {
        files: files.length,
        megabytes: (files.length * FILE_BYTES) / 1024 / 1024,
        uploads,
        seconds,
        writerMb: peaks.get('writer') ?? 0,
      },
    };
  } finally {
    memory.stop();
    await fleet.stop();
    await engine.stop();
    await jira.close();
    await openProject.close();
  }
};

function queueOf(backend: { readonly databaseUrl: string; readonly redisUrl: string | null }) {
  if (backend.redisUrl !== null) return { kind: 'redis', url: backend.redisUrl } as const;
  return { kind: 'postgres', databaseUrl: backend.databaseUrl } as const;
}

function configOf(scope: string) {
  const files = { file_name: 'file_name', size: 'size' };
  const common = { defaults: { issue_type: 'Task' } };
  return {
    kinds: {
      work_item: {
        members: [
          { connection: 'jira', stream: 'issues', createIn: scope, ...common, fields: { title: 'summary' } },
          {
            connection: 'openproject',
            stream: 'work_packages',
            createIn: 'api',
            ...common,
            fields: { title: 'subject' },
          },
        ],
      },
      attachment: {
        members: [
          { connection: 'jira', stream: 'attachments', createIn: scope, fields: files },
          { connection: 'openproject', stream: 'attachments', createIn: 'api', fields: files },
        ],
      },
    },
  };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
