export { type AuditSeal, readAuditSeal, readChainPlace, readSealedRows } from './chain-rows.ts';
export { pruneAudit } from './prune-audit.ts';
export { sealAudit } from './seal-audit.ts';
