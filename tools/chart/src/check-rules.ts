import { metricDefinitions } from '@syncline/observability';
import { jobNames } from '@syncline/queue';
import { type Container, type Labels, type Manifest, nameOf, type PodSpec } from './manifest.ts';

type Rule = readonly [broken: string, holds: boolean];

/** What this house asks of its chart, and Kubernetes' schemas do not. A sentence for each that does not hold. */
export function checkRules(manifests: readonly Manifest[]): string[] {
  const pods = manifests.flatMap(({ spec }) => (spec?.template ? [spec.template.metadata.labels] : []));
  const deployments = manifests.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name);
  const names = manifests.map(nameOf);
  return manifests.flatMap((manifest, index) => {
    const selected = selectedLabels(manifest);
    const target = manifest.spec?.scaleTargetRef?.name;
    const rules: Rule[] = [
      ['is there twice', names.indexOf(nameOf(manifest)) === index],
      ['no pod has the labels that it selects', selected === null || pods.some((labels) => matches(selected, labels))],
      [`there is no Deployment ${target}`, target === undefined || deployments.includes(target)],
      ...podRules(manifest),
      ...wordRules(manifest),
    ];
    return rules.filter(([, holds]) => !holds).map(([sentence]) => `${nameOf(manifest)}: ${sentence}`);
  });
}

function podRules(manifest: Manifest): Rule[] {
  const template = manifest.spec?.template;
  if (!template) return [];
  const { spec, metadata } = template;
  const own = selectedLabels(manifest);
  const needed = manifest.kind === 'Deployment' ? 40 : 0;
  return [
    ['does not select its own pods', own === null || matches(own, metadata.labels)],
    ['may run as root', spec.securityContext?.runAsNonRoot === true],
    ['has no seccomp profile', spec.securityContext?.seccompProfile?.type === 'RuntimeDefault'],
    ['is given a token of the cluster', spec.automountServiceAccountToken === false],
    ['is stopped before its drain ends', (spec.terminationGracePeriodSeconds ?? 30) >= needed],
    ...spec.containers.flatMap((container) => containerRules(manifest, spec, container)),
  ];
}

function containerRules({ kind, spec }: Manifest, pod: PodSpec, container: Container): Rule[] {
  const claims = (spec?.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name);
  const volumes = new Set([...(pod.volumes ?? []).map(({ name }) => name), ...claims]);
  const { securityContext: security, resources, env = [], volumeMounts = [] } = container;
  return [
    ['may gain privileges', security?.allowPrivilegeEscalation === false],
    ['keeps capabilities', security?.capabilities?.drop?.[0] === 'ALL'],
    ['can write to its root file system', security?.readOnlyRootFilesystem === true],
    ['has no limit of memory', resources?.limits?.memory !== undefined],
    ['says nothing of what it needs', resources?.requests?.cpu !== undefined],
    ['cannot say whether it is ready', kind === 'Job' || container.readinessProbe !== undefined],
    ['holds a secret in a variable', !env.some(({ value }) => /:\/\/[^/]*:[^/]*@/.test(value ?? ''))],
    ['mounts what is no volume', volumeMounts.every(({ name }) => volumes.has(name))],
  ];
}

/** Metrics and queues by which a role is scaled: each has to be one that there is. */
function wordRules({ kind, spec }: Manifest): Rule[] {
  if (kind !== 'ScaledObject' && kind !== 'HorizontalPodAutoscaler') return [];
  const text = JSON.stringify(spec);
  const metrics: ReadonlySet<string> = new Set(metricDefinitions.map(({ name }) => name));
  const queues: ReadonlySet<string> = new Set(jobNames);
  const named = [...text.matchAll(/syncline_[a-z_]+/g)].map(([metric]) => metric);
  const listed = [...text.matchAll(/queue(?:=\\*"|":")([a-z-]+)/g)].map(([, queue = '']) => queue);
  return [
    ...named.map((metric): Rule => [`there is no metric ${metric}`, metrics.has(metric)]),
    ...listed.map((queue): Rule => [`there is no queue ${queue}`, queues.has(queue)]),
    ['a metric of it names no queue', listed.length === named.length],
  ];
}

/** The labels of the pods that it is about; null when it selects none, or all. */
function selectedLabels({ kind, spec }: Manifest): Labels | null {
  if (kind === 'Service') return spec?.selector as Labels;
  if (!['Deployment', 'StatefulSet', 'PodDisruptionBudget'].includes(kind)) return null;
  const selector = spec?.selector as { matchLabels?: Labels } | undefined;
  return selector?.matchLabels ?? null;
}

function matches(wanted: Labels, labels: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}
