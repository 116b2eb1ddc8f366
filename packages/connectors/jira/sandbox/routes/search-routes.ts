import type { FastifyInstance } from 'fastify';
import { asText } from '../changes/member.ts';
import { Refusal } from '../changes/refusal.ts';
import type { SandboxIssue } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { renderIssue, schemaOf } from '../render/render-issue.ts';
import { SearchPages } from '../search/search-page.ts';
import { bodyOf, textList } from './reading.ts';

const MOST = 5_000;
const MOST_WITH_FIELDS = 100;
const MOST_PROPERTIES = 5;
const MOST_RECONCILED = 50;
const MOST_FETCHED = 100;

export function searchRoutes(app: FastifyInstance, site: Site): void {
  const pages = new SearchPages(site);

  app.post('/rest/api/3/search/jql', (request, reply) => {
    const body = bodyOf(request);
    const fields = body['fields'] === undefined ? ['id'] : textList(body['fields']);
    const properties = textList(body['properties']);
    if (properties.length > MOST_PROPERTIES) throw new Refusal(400, 'The number of properties is limited to 5.');
    const reconcileIssues = Array.isArray(body['reconcileIssues']) ? body['reconcileIssues'].map(Number) : [];
    if (reconcileIssues.length > MOST_RECONCILED) throw new Refusal(400, 'At most 50 issues can be reconciled.');
    const most = fields.every((field) => field === 'id' || field === 'key') ? MOST : MOST_WITH_FIELDS;
    const maxResults = Math.min(most, Math.max(1, Number(body['maxResults'] ?? 50)));
    const token = body['nextPageToken'];
    const { issues, nextPageToken } = pages.read({
      jql: asText(body['jql']),
      maxResults,
      reconcileIssues,
      ...(typeof token === 'string' && { nextPageToken: token }),
    });
    return reply.send({
      issues: issues.map((issue) => renderIssue(site, issue, { fields, properties })),
      isLast: nextPageToken === null,
      ...(nextPageToken !== null && { nextPageToken }),
      ...(asText(body['expand']).includes('schema') && { schema: schemaOf(site, fields) }),
    });
  });

  app.post('/rest/api/3/search/approximate-count', (request, reply) =>
    reply.send({ count: pages.count(asText(bodyOf(request)['jql'])) }),
  );

  app.post('/rest/api/3/issue/bulkfetch', (request, reply) => {
    const body = bodyOf(request);
    const wanted = textList(body['issueIdsOrKeys']);
    if (wanted.length > MOST_FETCHED) throw new Refusal(400, 'At most 100 issues can be fetched.');
    const view = {
      fields: textList(body['fields'] ?? ['*all']),
      properties: textList(body['properties']),
      withSchema: textList(body['expand']).includes('schema'),
    };
    const found = new Map<number, SandboxIssue>();
    for (const name of wanted) {
      const issue = site.issue(name);
      if (issue) found.set(issue.id, issue);
    }
    const issues = [...found.values()].sort((a, b) => a.id - b.id).map((issue) => renderIssue(site, issue, view));
    return reply.send({ issues, issueErrors: [] });
  });
}
