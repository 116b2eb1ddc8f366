import type { z } from 'zod';
import type { ImportDocument, importDryRun } from '../api/import-documents.ts';
import type { DataTable, Rendering } from './render.ts';

/** What a file is taken for, and what has to be answered before it can be applied. */
export function showImport(document: ImportDocument): Rendering {
  const { id, name, state, sha256, size, profile, proposal, counts } = document;
  const open = proposal.questions.filter(
    ({ answer, text }) => answer === null && document.openQuestions.includes(text),
  );
  const done = [
    ...Object.entries(counts.entities),
    ...Object.entries(counts.rows).map(([what, rows]) => [`rows ${what}`, rows] as const),
  ];
  const tables: DataTable[] = [
    {
      columns: ['column', 'is', 'confidence', 'why'],
      rows: proposal.columns.map(({ column, kind, field, confidence, reason }) => [
        column,
        kind === null ? null : `${kind}.${field}`,
        Math.round(confidence * 100) / 100,
        reason,
      ]),
    },
  ];
  if (open.length > 0)
    tables.push({
      title: 'Questions',
      columns: ['question', 'text', 'choices'],
      rows: open.map((question) => [question.id, question.text, question.choices.map(({ value }) => value).join(', ')]),
    });
  if (done.length > 0)
    tables.push({ title: 'Done', columns: ['what', 'count'], rows: done.map(([what, many]) => [what, many]) });
  const found = proposal.findings.map(({ about, is }) => `${about} ${is}`).join(', ');
  const lines = [
    `${id}  ${state}  ${JSON.stringify(name)}`,
    `${size} bytes, sha256 ${sha256}`,
    profile === null ? found : `${found}; as the profile ${JSON.stringify(profile)} says`,
    ...proposal.warnings.map((warning) => `Warning: ${JSON.stringify(warning).slice(1, -1)}`),
  ];
  return { json: document, tables, lines };
}

export function showDryRun(report: z.output<typeof importDryRun>): Rendering {
  const lines = [
    `${report.isWhole ? 'All' : 'The first'} ${report.rows} rows: ${Object.entries(report.entities)
      .map(([what, many]) => `${many} ${what}`)
      .join(', ')}; ${report.failedRows} rows wait for a person, ${report.warnings} warnings`,
  ];
  return {
    json: report,
    lines,
    tables: [
      {
        columns: ['row', 'kind', 'action', 'recognised by', 'changes'],
        rows: report.records.map(({ row, kind, action, recognisedBy, changes }) => [
          row,
          kind,
          action,
          recognisedBy,
          Object.entries(changes)
            .map(([field, { to }]) => `${field}: ${JSON.stringify(to)}`)
            .join(', '),
        ]),
        empty: 'Nothing would be changed.',
      },
      {
        title: 'Problems',
        columns: ['row', 'column', 'severity', 'message'],
        rows: report.problems.map(({ row, column, severity, message }) => [row, column, severity, message]),
      },
    ],
  };
}
