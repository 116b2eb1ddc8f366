/** Something that whoever started us has to know; the message says what to do. */
export class BootstrapError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** How npm and pnpm word it. */
export const networkTrouble =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|error sending request|dns error/i;

export const registryUnreachable =
  "The npm registry could not be reached. The first start needs it: check the network, or npm's registry and proxy settings.";
