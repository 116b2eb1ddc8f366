import { describe, expect, it } from 'vitest';
import { checkRules } from './check-rules.ts';
import { checkSchemas } from './check-schemas.ts';
import { checkTypes } from './check-types.ts';
import type { Manifest } from './manifest.ts';

function deployment(spec: object, container: object = {}): Manifest {
  const labels = { app: 'writer' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'writer' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'writer', image: 'syncline', ...container }] } },
      ...spec,
    },
  } as Manifest;
}

function scaler(query: string): Manifest {
  const triggers = [{ type: 'prometheus', metadata: { query } }];
  const spec = { scaleTargetRef: { name: 'writer' }, triggers };
  return { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'writer' }, spec } as Manifest;
}

describe('the checks of the chart', () => {
  it('find a field that Kubernetes does not know, and let those pass that it knows', { timeout: 60_000 }, () => {
    expect(checkTypes([deployment({ replicas: 3 })])).toEqual([]);
    const [problem] = checkTypes([deployment({ replicas: 3 }), deployment({ replicsa: 3 })]);
    expect(problem).toMatch(/^Deployment\/writer: .*replicsa/);
  });

  it('find a value of a wrong type, and what is missing', async () => {
    expect(await checkSchemas([deployment({ replicas: 3 })])).toEqual([]);
    expect(await checkSchemas([deployment({ replicas: 'three' })])).toEqual([
      'Deployment/writer: data/spec/replicas must be integer',
    ]);
    expect(await checkSchemas([{ ...scaler(''), spec: {} }])).not.toEqual([]);
  });

  it('find a pod that may do more than it needs', () => {
    expect(checkRules([deployment({})])).toContain('Deployment/writer: may run as root');
    expect(checkRules([deployment({}, { env: [{ name: 'DATABASE_URL', value: 'postgres://a:b@c/d' }] })])).toContain(
      'Deployment/writer: holds a secret in a variable',
    );
  });

  it('find metrics and queues that there are not', () => {
    const problems = (query: string) =>
      checkRules([scaler(query), deployment({})]).filter((problem) => problem.startsWith('ScaledObject'));
    expect(problems('max(syncline_queue_due_jobs{queue="write-live"})')).toEqual([]);
    expect(problems('max(syncline_queue_du_jobs{queue="write-live"})')).toHaveLength(1);
    expect(problems('max(syncline_queue_due_jobs{queue="write"})')).toHaveLength(1);
    expect(problems('max(syncline_queue_due_jobs)')).toHaveLength(1);
  });
});
