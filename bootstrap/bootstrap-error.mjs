/** Something that whoever started us has to know; the message says what to do. */
export class BootstrapError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
