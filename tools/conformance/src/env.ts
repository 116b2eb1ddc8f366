/** The environment of the tests, with where the comparison of the CRMs is to be written. */
export function withParityFile(file: string): NodeJS.ProcessEnv {
  return { ...process.env, SYNCLINE_PARITY_FILE: file };
}
