import { rotateVault } from '@syncline/engine';
import { countCredentialsByKey } from '@syncline/store';
import { instanceAccess } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { responseBody } from '../response-body.ts';
import { rotationSchema, vaultSchema } from '../schemas/credential.ts';
import { commonProblems } from '../schemas/problem.ts';

const tags = ['operations'];

/** The keys of the vault, of all workspaces: docs/runbooks/rotate-the-vault-key.md. */
export function vaultRoutes(app: App, { context }: OperatorDeps): void {
  app.get(
    '/api/v1/vault',
    {
      config: instanceAccess('admin', 'instance:read'),
      schema: {
        tags,
        summary: 'Which keys wrap how many secrets, and which of them this process has',
        response: { 200: vaultSchema, ...commonProblems },
      },
    },
    async () => {
      const { current, all } = context.vault;
      return responseBody({
        keyId: current?.id ?? null,
        otherKeyIds: [...all.keys()].filter((id) => id !== current?.id),
        keys: await countCredentialsByKey(context.store),
      });
    },
  );

  app.post(
    '/api/v1/vault/rotate',
    {
      config: instanceAccess('admin', 'instance:write'),
      schema: {
        tags,
        summary: 'Wrap every secret with the current vault key, while work goes on',
        response: { 200: rotationSchema, ...commonProblems },
      },
    },
    async () => responseBody(await rotateVault(context)),
  );
}
