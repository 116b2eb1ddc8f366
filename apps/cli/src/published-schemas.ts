import { z } from 'zod';
import { alertDetailDocument, alertPage, serviceLevelsDocument } from './api/alert-documents.ts';
import { auditExported, auditPage, auditVerified } from './api/audit-documents.ts';
import { cacheDocument, cacheTaskDocument } from './api/cache-documents.ts';
import { clientDetailDocument, clientMemberPage, clientPage, clientRelationPage } from './api/client-documents.ts';
import { configurationDocument, planDocument, validationDocument } from './api/configuration-documents.ts';
import {
  authorisationDocument,
  authorisedDocument,
  credentialDocument,
  credentialPage,
} from './api/credential-documents.ts';
import {
  crmQuoteDocument,
  crmRecordDocument,
  crmRecordsDocument,
  crmSyncDocument,
  crmWriteDocument,
} from './api/crm-documents.ts';
import {
  connectionCheckDocument,
  connectionDocument,
  connectionPage,
  describedFieldsDocument,
  groupPage,
  itemDocument,
  itemPage,
  processDocument,
  processPage,
  processTreeDocument,
  startedDocument,
  statusDocument,
} from './api/documents.ts';
import { duplicateDetailDocument, duplicatePage, mergeDocument } from './api/duplicate-documents.ts';
import {
  importCorrected,
  importDocument,
  importDryRun,
  importEvidence,
  importPage,
  importProblemRows,
  importProfile,
  importProfilePage,
  importStarted,
} from './api/import-documents.ts';
import {
  insightDocument,
  insightPage,
  insightRulesDocument,
  insightsDueDocument,
  packCheckDocument,
} from './api/insight-documents.ts';
import { createdKeyDocument, keyDocument, keyList, rotationDocument, vaultDocument } from './api/key-documents.ts';
import { approvalsDocument, proposalDocument, proposalPage } from './api/proposal-documents.ts';
import {
  actedDocument,
  appliedDocument,
  configDocument,
  configPage,
  conflictDocument,
  conflictPage,
  decidedPerson,
  entityDocument,
  entityPage,
  partedPerson,
  personPage,
  plannedEditDocument,
  syncStatusDocument,
} from './api/sync-documents.ts';
import {
  deliveryDocument,
  deliveryPage,
  triggeredDocument,
  webhookDocument,
  webhookPage,
} from './api/webhook-documents.ts';

const errorDocumentSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), hint: z.string().nullable(), docs: z.string() }),
});
const plannedDocument = z.object({
  dryRun: z.literal(true),
  action: z.string(),
  target: z.string(),
  streams: z.array(z.string()).nullable(),
});
export const doctorDocument = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      name: z.string(),
      result: z.enum(['ok', 'warn', 'fail', 'skipped']),
      detail: z.string(),
      hint: z.string().nullable(),
    }),
  ),
});
const completionDocument = z.object({ shell: z.enum(['bash', 'zsh', 'fish']), script: z.string() });
const presetPage = z.object({ items: z.array(z.object({ name: z.string(), title: z.string(), path: z.string() })) });
const initDocument = z.object({ dryRun: z.boolean(), preset: z.string(), file: z.string() });
const bundleDocument = z.object({
  dryRun: z.boolean(),
  file: z.string(),
  parts: z.array(z.string()),
  missing: z.array(z.string()),
});
const upDocument = z.object({ url: z.string(), pid: z.number().int() });

/** The JSON document of every command, by the command's name; all may print `error` instead. */
export const publishedSchemas: Readonly<Record<string, z.ZodType>> = {
  error: errorDocumentSchema,
  up: upDocument,
  status: statusDocument.extend({ sync: syncStatusDocument }),
  sync: z.union([startedDocument, processTreeDocument, plannedDocument]),
  'process-list': processPage,
  'process-show': processTreeDocument,
  'process-pause': z.union([processDocument, plannedDocument]),
  'process-resume': z.union([processDocument, plannedDocument]),
  'process-cancel': z.union([processDocument, plannedDocument]),
  'process-retry': z.union([processDocument, plannedDocument]),
  'reconcile-list': z.union([itemPage, groupPage]),
  'reconcile-show': itemDocument,
  'reconcile-apply': actedDocument,
  'reconcile-replay': actedDocument,
  'reconcile-undo': itemDocument,
  'config-validate': validationDocument,
  'config-plan': planDocument,
  'config-apply': planDocument,
  'config-print': configurationDocument,
  'config-schema': z.record(z.string(), z.unknown()),
  'configs-list': configPage,
  'configs-show': configDocument,
  'configs-presets': presetPage,
  'configs-init': initDocument,
  'configs-apply': appliedDocument,
  'configs-delete': z.union([configDocument, plannedDocument]),
  'conflicts-list': conflictPage,
  'conflicts-show': conflictDocument,
  'conflicts-resolve': z.union([conflictDocument, plannedDocument]),
  'people-list': personPage,
  'people-map': decidedPerson,
  'people-refuse': decidedPerson,
  'people-unmap': partedPerson,
  'import-file': z.union([importDocument, z.object({ items: z.array(importDocument), nextCursor: z.null() })]),
  'import-list': importPage,
  'import-show': importDocument,
  'import-answer': importDocument,
  'import-dry-run': importDryRun,
  'import-rows': importProblemRows,
  'import-apply': importStarted,
  'import-undo': importStarted,
  'import-replay': importStarted,
  'import-correct': importCorrected,
  'import-evidence': importEvidence,
  'import-profiles': importProfilePage,
  'import-profile': importProfile,
  'import-save-profile': z.union([importProfile, plannedDocument]),
  'import-use': importDocument,
  'import-forget': z.union([importProfile, plannedDocument]),
  'crm-accounts': crmRecordsDocument,
  'crm-contacts': crmRecordsDocument,
  'crm-deal': crmRecordDocument,
  'crm-create-deal': crmWriteDocument,
  'crm-update-deal': crmWriteDocument,
  'crm-quote': crmQuoteDocument,
  'crm-log': crmWriteDocument,
  'crm-sync': crmSyncDocument,
  'entities-list': entityPage,
  'entities-show': entityDocument,
  'entities-edit': z.union([entityDocument, plannedEditDocument]),
  'entities-create': z.union([entityDocument, plannedEditDocument]),
  'clients-list': clientPage,
  'clients-show': clientDetailDocument,
  'clients-members': clientMemberPage,
  'clients-relations': clientRelationPage,
  'approvals-list': proposalPage,
  'approvals-show': proposalDocument,
  'approvals-approve': approvalsDocument,
  'approvals-reject': approvalsDocument,
  'audit-list': auditPage,
  'audit-export': auditExported,
  'audit-verify': auditVerified,
  'duplicates-list': duplicatePage,
  'duplicates-show': duplicateDetailDocument,
  'duplicates-merge': z.union([mergeDocument, plannedDocument]),
  'duplicates-dismiss': z.union([duplicateDetailDocument, plannedDocument]),
  'duplicates-undo': z.union([mergeDocument, plannedDocument]),
  'insights-list': insightPage,
  'insights-show': insightDocument,
  'insights-dismiss': z.union([insightDocument, plannedDocument]),
  'insights-rules': insightRulesDocument,
  'insights-run': z.union([insightsDueDocument, plannedDocument]),
  'insights-check': packCheckDocument,
  'alerts-list': alertPage,
  'alerts-show': alertDetailDocument,
  'alerts-acknowledge': z.union([alertDetailDocument, plannedDocument]),
  slo: serviceLevelsDocument,
  'cache-status': cacheDocument,
  'cache-verify': z.union([cacheDocument, cacheTaskDocument]),
  'cache-rebuild': z.union([cacheDocument, cacheTaskDocument]),
  'connections-list': connectionPage,
  'connections-show': connectionDocument,
  'connections-check': connectionCheckDocument,
  'connections-fields': describedFieldsDocument,
  'connections-authorize': z.union([authorisedDocument, authorisationDocument, plannedDocument]),
  'webhooks-list': webhookPage,
  'webhooks-register': webhookDocument,
  'webhooks-trigger': triggeredDocument,
  'webhooks-deliveries': deliveryPage,
  'webhooks-replay': deliveryDocument,
  'credentials-list': credentialPage,
  'credentials-set': z.union([credentialDocument, plannedDocument]),
  'credentials-delete': z.union([credentialPage, plannedDocument]),
  'keys-list': keyList,
  'keys-create': z.union([createdKeyDocument, plannedDocument]),
  'keys-revoke': z.union([keyDocument, plannedDocument]),
  'keys-rotate': z.union([rotationDocument, vaultDocument.extend({ dryRun: z.literal(true) })]),
  doctor: doctorDocument,
  'support-bundle': bundleDocument,
  completion: completionDocument,
};

/** The text of a schema's file. */
export function schemaFile(name: string): string {
  const schema = publishedSchemas[name];
  if (!schema) throw new Error(`There is no schema ${name}`);
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'output' });
  return `${JSON.stringify({ $schema, title: `syncline ${name.replace('-', ' ')} --json`, ...rest }, null, 2)}\n`;
}
