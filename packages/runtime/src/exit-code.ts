/** Exit codes of every program of Syncline. */
export const exitCode = {
  ok: 0,
  failure: 1,
  usage: 2,
  notFound: 3,
  conflict: 4,
  needsApproval: 5,
  findings: 6,
  unavailable: 69,
  temporary: 75,
  permission: 77,
  configuration: 78,
  interrupted: 130,
} as const;
