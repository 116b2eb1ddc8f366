import { ConfigurationError } from '@syncline/runtime';
import type { AllInOneEnv } from './env.ts';
import { secretFile } from './secret-file.ts';
import type { Side } from './side.ts';

/** A repository of a real GitHub, or all of an owner. Throws ConfigurationError without a token. */
export function openGitHub(name: string, env: AllInOneEnv, folder: string): Side {
  if (env.GITHUB_TOKEN === undefined) {
    throw new ConfigurationError(
      '--github wants GITHUB_TOKEN: a token that may read the repository, from https://github.com/settings/tokens',
    );
  }
  const [owner = '', repository] = name.split('/');
  const webhookSecret =
    env.GITHUB_WEBHOOK_SECRET === undefined ? secretFile(folder, 'github-webhook-secret') : 'env:GITHUB_WEBHOOK_SECRET';
  return {
    connection: {
      workspaceId: 1,
      name: `github ${name}`,
      connector: 'github',
      baseUrl: env.GITHUB_API_URL,
      settings: { owner, ...(repository === undefined ? {} : { repositories: [`${owner}/${repository}`] }) },
      secrets: { token: 'env:GITHUB_TOKEN', webhookSecret },
    },
    line: ['GitHub', `${name} at ${new URL(env.GITHUB_API_URL).host}`],
    isSimulated: false,
  };
}
