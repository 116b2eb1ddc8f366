/** Ways to install the chart, each rendered and checked: the values that differ from the defaults. */
export const variants: Readonly<Record<string, object>> = {
  'as it is': {},
  'own stores, KEDA on the operator, monitoring, an address for webhooks': {
    postgres: { bundled: false, url: 'postgres://syncline:secret@db.example.org:5432/syncline' },
    redis: { bundled: false, url: 'redis://redis.example.org:6379' },
    nats: { url: 'nats://nats.example.org:4222' },
    autoscaling: { mode: 'keda' },
    monitoring: { enabled: true, labels: { release: 'prometheus' } },
    webhooks: { enabled: true, className: 'nginx', host: 'hooks.example.org', tlsSecret: 'hooks-tls' },
    networkPolicies: {
      ingressFrom: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }],
      egress: [{ to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: [{ port: 443 }] }],
    },
  },
  'a Secret of its own, KEDA on Prometheus': {
    existingSecret: 'syncline-secrets',
    postgres: { bundled: false },
    redis: { bundled: false, fromSecret: true },
    autoscaling: { mode: 'keda', source: 'prometheus' },
    env: { LOG_LEVEL: 'debug', SYNCLINE_ALLOWED_ADDRESSES: 'gitlab.internal' },
    envFrom: [{ secretRef: { name: 'vendor-tokens' } }],
    roles: { writer: { env: { SYNCLINE_BULK_CONCURRENCY: 2 } } },
    image: { repository: 'registry.example.org/syncline', tag: 'v1', pullSecrets: [{ name: 'registry' }] },
    nodeSelector: { pool: 'workers' },
    tolerations: [{ key: 'dedicated', operator: 'Exists' }],
    podAnnotations: { team: 'integration' },
  },
  'everything bundled, autoscaling without KEDA, nothing optional': {
    nats: { bundled: true },
    autoscaling: { mode: 'hpa' },
    migration: { enabled: false },
    networkPolicies: { enabled: false },
    podDisruptionBudgets: { enabled: false },
  },
};

/** Values that the schema has to refuse, with a word of its sentence. */
export const refused: Readonly<Record<string, object>> = {
  'a value that there is not': { roelz: {} },
  'a role that there is not': { roles: { uploader: { replicas: 1 } } },
  'a queue that there is not': { roles: { writer: { scaling: { min: 1, max: 2, queues: ['write'] } } } },
  'a way of scaling that there is not': { autoscaling: { mode: 'cron' } },
  'no database at all': { postgres: { bundled: false } },
};
