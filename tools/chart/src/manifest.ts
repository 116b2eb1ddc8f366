/** An object that a chart renders, as far as the checks look into it; what else it may hold its published types say. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: Spec;
}

export interface Spec {
  /** Labels, of a Service; of others an object with them as `matchLabels`. */
  readonly selector?: object;
  readonly scaleTargetRef?: { readonly name?: string };
  readonly template?: { readonly metadata: { readonly labels: Labels }; readonly spec: PodSpec };
  readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
}

export interface PodSpec {
  readonly securityContext?: { readonly runAsNonRoot?: boolean; readonly seccompProfile?: { readonly type: string } };
  readonly automountServiceAccountToken?: boolean;
  readonly terminationGracePeriodSeconds?: number;
  readonly containers: readonly Container[];
  readonly volumes?: readonly { readonly name: string }[];
}

export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly securityContext?: {
    readonly allowPrivilegeEscalation?: boolean;
    readonly readOnlyRootFilesystem?: boolean;
    readonly capabilities?: { readonly drop?: readonly string[] };
  };
  readonly resources?: { readonly limits?: Labels; readonly requests?: Labels };
  readonly readinessProbe?: object;
  readonly env?: readonly { readonly value?: string }[];
  readonly volumeMounts?: readonly { readonly name: string }[];
}

export type Labels = Readonly<Record<string, string>>;

export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind}/${metadata.name}`;
}
