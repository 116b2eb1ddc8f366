export { type CrmAccess } from './access.ts';
export type * from './contract.ts';
export { createCrm } from './create-crm.ts';
export { guardVersion } from './guard-version.ts';
export { parseRecordId, recordId } from './record-id.ts';
export { type ContractField, type ContractKind, contractFields, contractKinds } from './vocabulary.ts';
