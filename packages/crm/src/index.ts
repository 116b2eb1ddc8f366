export type { CrmAccess } from './access.ts';
export type * from './contract.ts';
export { createCrm } from './create-crm.ts';
export { guardVersion } from './guard-version.ts';
export { type ReadRequest, readRequest, refuseGaps } from './read-request.ts';
export { parseRecordId, recordId } from './record-id.ts';
export { readStages } from './stages.ts';
export { activityStream, crmOf, wantedStream } from './streams-of.ts';
export { type ContractField, type ContractKind, contractFields } from './vocabulary.ts';
