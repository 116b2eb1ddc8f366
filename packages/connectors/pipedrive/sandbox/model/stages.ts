export interface Stage {
  readonly id: number;
  readonly name: string;
  readonly pipeline_id: number;
  readonly order_nr: number;
}

export const PIPELINES = [
  { id: 1, name: 'Sales' },
  { id: 2, name: 'Renewals' },
] as const;

/** Each pipeline has stages of its own, which may be called alike. */
export const STAGES: readonly Stage[] = PIPELINES.flatMap(({ id: pipeline }) =>
  ['Qualified', 'Contact made', 'Proposal made', 'Negotiations'].map((name, at) => ({
    id: (pipeline - 1) * 4 + at + 1,
    name,
    pipeline_id: pipeline,
    order_nr: at,
  })),
);

export const ACTIVITY_TYPES = ['call', 'meeting', 'task', 'deadline', 'email', 'lunch', 'sms'] as const;
