/** Something that only the person who configures Syncline can put right. `runMain` prints it and exits with 78. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly string[];

  /** `problems`: a sentence each, saying what to change; never a secret's value. */
  constructor(problems: string | readonly string[], options?: ErrorOptions) {
    const list = typeof problems === 'string' ? [problems] : problems;
    super(
      list.length === 1 ? list[0] : `The configuration has ${list.length} problems:\n- ${list.join('\n- ')}`,
      options,
    );
    this.problems = list;
  }
}
