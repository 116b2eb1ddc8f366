import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapError } from './bootstrap-error.mjs';
import { checkPlatform } from './check-platform.mjs';
import { ensureInstalled, nodeBinary } from './ensure-installed.mjs';
import { cacheFolder, usableHome } from './folders.mjs';
import { root } from './root.mjs';
import { runInForeground } from './run-in-foreground.mjs';

const commands = {
  start: { script: 'apps/all-in-one/src/main.ts', args: [], hasChannel: true },
  // Files that it is given are those of the folder that it is called in.
  cli: { script: 'apps/cli/src/main.ts', args: [], hasChannel: false, cwd: process.cwd() },
  test: {
    script: 'node_modules/vitest/vitest.mjs',
    args: ['run', '--project', '!long', '--project', '!browser'],
    hasChannel: false,
  },
  browser: { script: 'node_modules/vitest/vitest.mjs', args: ['run', '--project', 'browser'], hasChannel: false },
  'test:containers': {
    script: 'node_modules/vitest/vitest.mjs',
    args: ['run', '--config', 'vitest.containers.config.ts'],
    hasChannel: false,
  },
};

/** npm's own patience with a registry that doesn't answer is minutes. */
const quickToGiveUp = {
  npm_config_fetch_retries: '2',
  npm_config_fetch_retry_mintimeout: '1000',
  npm_config_fetch_retry_maxtimeout: '5000',
};

/** Installs what is missing, then becomes `npm start`, `npm test` or `./syncline`: same output, same signals, same exit code. */
export async function bootstrap([name, ...args]) {
  try {
    const command = commands[name];
    if (!command)
      throw new BootstrapError('Usage: node bootstrap.mjs start|test|browser|test:containers|cli [arguments]', 2);
    checkPlatform();
    const env = { ...process.env, HOME: usableHome() };
    await ensureInstalled({ ...quickToGiveUp, ...env });
    process.exitCode = await runInForeground(
      nodeBinary(),
      [join(root, command.script), ...command.args, ...args],
      { ...env, ...compileCache(env), PATH: `${join(root, 'node_modules/node/bin')}:${env.PATH ?? ''}` },
      command,
    );
  } catch (error) {
    if (!(error instanceof BootstrapError)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = error.exitCode;
  }
}

/** Compiled code is kept between starts: a fifth of the start-up time. */
function compileCache(env) {
  if (env.NODE_COMPILE_CACHE) return {};
  const folder = join(cacheFolder(env), 'compile-cache');
  try {
    mkdirSync(folder, { recursive: true });
    return { NODE_COMPILE_CACHE: folder };
  } catch {
    return {};
  }
}
