export { exportAudit, planAuditExport } from './export-audit.ts';
export { verifyAudit } from './verify-audit.ts';
