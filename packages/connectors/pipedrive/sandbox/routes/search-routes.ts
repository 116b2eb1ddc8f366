import type { FastifyInstance } from 'fastify';
import { invalid } from '../changes/refusal.ts';
import type { Company } from '../model/company.ts';
import { msOf, type Row } from '../model/records.ts';
import { query } from './reading.ts';

/** Search by words: an index that shows a record some time after it was changed. */
export function searchRoutes(app: FastifyInstance, company: Company, lagMs: number): void {
  for (const entity of ['organizations', 'persons'] as const)
    app.get(`/api/v2/${entity}/search`, (request, reply) => {
      const { term = '', fields = 'name', exact_match: exact, limit = '100' } = query(request);
      const isExact = exact === 'true';
      if (term.length < (isExact ? 1 : 2)) throw invalid('term', 'The search term must be at least 2 characters long');
      const now = company.now().getTime();
      const items = [...company.rows(entity)]
        .filter((row) => row['is_deleted'] !== true && now - msOf(row['update_time']) >= lagMs)
        .filter((row) =>
          fields.split(',').some((field) => textsOf(row, field).some((text) => hit(text, term, isExact))),
        )
        .slice(0, Math.min(Number(limit), 500))
        .map((row) => ({ result_score: 1, item: entity === 'persons' ? person(company, row) : organization(row) }));
      return reply.send({ success: true, data: { items }, additional_data: {} });
    });
}

function textsOf(row: Row, field: string): readonly string[] {
  if (field === 'name') return [String(row['name'])];
  const entries = row[field === 'email' ? 'emails' : 'phones'];
  return Array.isArray(entries) ? (entries as { value: string }[]).map(({ value }) => value) : [];
}

/** All words of the term, in any order and whatever stands between them; digits whatever stands between those. */
function hit(text: string, term: string, isExact: boolean): boolean {
  const [held, asked] = [text.toLowerCase(), term.trim().toLowerCase()];
  if (isExact) return held === asked;
  if (/^\d+$/.test(asked)) return held.replace(/\D/g, '').includes(asked);
  const words = asked.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words.length > 0 && words.every((word) => held.includes(word));
}

function person(company: Company, row: Row) {
  const organizationRow = company.standing('organizations', row['org_id']);
  return {
    id: row.id,
    type: 'person',
    name: row['name'],
    phones: textsOf(row, 'phone'),
    emails: textsOf(row, 'email'),
    primary_email: textsOf(row, 'email')[0] ?? null,
    visible_to: row['visible_to'],
    owner: { id: row['owner_id'] },
    organization: organizationRow ? { id: organizationRow.id, name: organizationRow['name'], address: null } : null,
    custom_fields: [],
    notes: [],
    update_time: row['update_time'],
  };
}

function organization(row: Row) {
  return {
    id: row.id,
    type: 'organization',
    name: row['name'],
    address: null,
    visible_to: row['visible_to'],
    owner: { id: row['owner_id'] },
    custom_fields: [],
    notes: [],
  };
}
