export type { ConcretePath, PathsWith } from './concrete-path.ts';
export { type ApiClient, type ApiClientOptions, createApiClient } from './create-api-client.ts';
export type { components, operations, paths } from './paths.generated.ts';
