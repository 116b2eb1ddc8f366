import { BootstrapError } from './bootstrap-error.mjs';

const instead = 'Use the container image there, or Linux (glibc) or macOS on x64 or arm64.';

/** Refuses early where Node 24 and PostgreSQL could not be had from the npm registry. */
export function checkPlatform() {
  const { platform, arch } = process;
  if (!['linux', 'darwin'].includes(platform) || !['x64', 'arm64'].includes(arch)) {
    throw new BootstrapError(
      `Syncline's own Node and PostgreSQL don't exist for ${platform} on ${arch}. ${instead}`,
      78,
    );
  }
  if (platform === 'linux' && !process.report?.getReport().header.glibcVersionRuntime) {
    throw new BootstrapError(
      `Syncline's own Node and PostgreSQL need glibc, which this Linux doesn't have. ${instead}`,
      78,
    );
  }
}
