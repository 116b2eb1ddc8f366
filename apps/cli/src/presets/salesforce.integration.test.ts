import { fileURLToPath } from 'node:url';
import { createGitHubSandbox, type GitHubSandbox } from '@syncline/connector-github/sandbox';
import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { editEntity } from '@syncline/engine';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfigFile } from '../config-file.ts';
import {
  fieldsOf,
  gitHubSide,
  type OpenedSide,
  ownerOf,
  pipelineScope,
  repositoryOf,
  salesforceSide,
} from '../testing/opened-sides.ts';

const presets = fileURLToPath(new URL('../../../../presets/', import.meta.url));

let gitHub: GitHubSandbox;
let salesforce: SalesforceSandbox;
let opened: OpenedSide[] = [];
let engine: SyncEngine;

describe('presets with Salesforce', () => {
  describe('github-salesforce', () => {
    beforeAll(async () => {
      gitHub = await createGitHubSandbox({ issues: 0, repositories: 1, pullRequests: 0, projectItems: 0 });
      salesforce = await createSalesforceSandbox({ accounts: 0 });
      opened = [gitHubSide(gitHub), salesforceSide(salesforce)];
      await start('github-salesforce');
    });
    afterAll(stop);

    it('makes an account of the organization and a record of its repository', async () => {
      await touch('github', 'organizations', ...(await ownerOf(gitHub)));
      expect(rows('Account')).toMatchObject([{ Name: 'Acme GmbH & Co. KG', Website: 'https://acme.example' }]);
      const [id, name] = await repositoryOf(gitHub);
      await touch('github', 'repositories', id, name, `orgs/${gitHub.org}`);
      expect(rows('GitHub_Repository__c')).toMatchObject([{ Full_Name__c: name }]);
    });

    it('makes a task of an issue; GitHub owns its status, Salesforce its due date', async () => {
      const made = gitHub.createIssue(gitHub.repositories()[0]!, { title: 'Renew', labels: ['sales'] });
      await touchIssue(made.number);
      const [task] = rows('Task');
      expect(task).toMatchObject({ Subject: 'Renew', Status: 'Not Started', Labels__c: 'sales' });
      salesforce.edit('Task', String(task!['Id']), {
        Status: 'Completed',
        Subject: 'Renew it',
        ActivityDate: '2027-01-31',
      });
      await touch('salesforce', 'tasks', String(task!['Id']), null, 'org');
      expect(issueAt(made.number)).toMatchObject({ title: 'Renew it', state: 'open' });
      expect(rows('Task')).toMatchObject([{ Status: 'Not Started', ActivityDate: '2027-01-31' }]);
      gitHub.editIssue(gitHub.repositories()[0]!, made.number, { state: 'closed' });
      await touchIssue(made.number);
      expect(rows('Task')).toMatchObject([{ Status: 'Completed' }]);
      await expectQuiet(() => touchIssue(made.number));
    });

    it('moves a deal with its card, and the card with its deal', async () => {
      const issue = gitHub.createIssue(gitHub.repositories()[0]!, { title: 'Big deal' });
      const repository = gitHub.repositories()[0]!;
      const item = gitHub.setProjectItemStatus(2, repository, issue.number, 'Ready');
      const scope = await pipelineScope(gitHub);
      await touch('github', 'project_items', String(item), null, scope);
      const deal = (): Record<string, unknown> => rows('Opportunity')[0]!;
      expect(deal()).toMatchObject({ Name: 'Big deal', StageName: 'Qualification' });
      for (const [stage, status] of [
        ['Needs Analysis', 'In Progress'],
        ['Proposal/Price Quote', 'In Review'],
        ['Closed Lost', 'Archived'],
        ['Closed Won', 'Done'],
        ['Prospecting', 'Backlog'],
      ] as const) {
        salesforce.edit('Opportunity', String(deal()['Id']), { StageName: stage });
        await touch('salesforce', 'opportunities', String(deal()['Id']), null, 'org');
        expect(await cardStatus(item)).toBe(status);
      }
      gitHub.moveCard(2, item, 'Ready');
      await touch('github', 'project_items', String(item), null, scope);
      expect(deal()).toMatchObject({ StageName: 'Qualification', Probability: 10 });
      salesforce.edit('Opportunity', String(deal()['Id']), { StageName: 'Negotiation/Review', Amount: 5_000 });
      await touch('salesforce', 'opportunities', String(deal()['Id']), null, 'org');
      expect(await cardStatus(item)).toBe('In Review');
      expect(deal()).toMatchObject({ StageName: 'Negotiation/Review', Amount: 5_000 });
    });

    it('makes no issue of a task of sales', async () => {
      const before = [...gitHub.issues(gitHub.repositories()[0]!)].length;
      const made = salesforce.create('Task', { Subject: 'Call them' });
      await touch('salesforce', 'tasks', String(made['Id']), null, 'org');
      expect([...gitHub.issues(gitHub.repositories()[0]!)].length).toBe(before);
    });
  });

  describe('crm-mirror', () => {
    beforeAll(async () => {
      salesforce = await createSalesforceSandbox({ accounts: 0 });
      opened = [salesforceSide(salesforce)];
      await start('crm-mirror');
    });
    afterAll(stop);

    it('takes in what is whole, and refuses what lacks a required field: item, audit, hub unchanged', async () => {
      const whole = salesforce.create('Account', { Name: 'Whole', Website: 'https://w.example', Segment__c: 'SMB' });
      const broken = salesforce.create('Account', { Name: 'Broken', Website: 'https://b.example' });
      for (const { Id } of [whole, broken]) await touch('salesforce', 'accounts', String(Id), null, 'org');
      expect(await fieldsOf(engine, 'account')).toMatchObject([
        { name: 'Whole', segment: 'SMB', id: String(whole['Id']) },
      ]);
      const { rows: items } = await engine.ctx.store.query(
        `select class, code, field, external_id as id from reconciliation_items where state = 'open'`,
      );
      expect(items).toEqual([{ class: 'mapping', code: 'required_field', field: 'segment', id: String(broken['Id']) }]);
      const { rows: audit } = await engine.ctx.store.query(
        `select why, details ->> 'externalId' as id from audit_log where action = 'record.refused'`,
      );
      expect(audit).toEqual([
        { why: expect.stringMatching(/segment .* is required by crm-mirror and is empty/), id: String(broken['Id']) },
      ]);
      salesforce.edit('Account', String(broken['Id']), { Segment__c: 'Enterprise' });
      await touch('salesforce', 'accounts', String(broken['Id']), null, 'org');
      expect(await fieldsOf(engine, 'account')).toHaveLength(2);
    });

    it("takes deals in with the hub's stages, and writes a quote out that nobody changes there", async () => {
      const account = salesforce.create('Account', { Name: 'Buyer', Website: 'https://q.example', Segment__c: 'SMB' });
      const deal = salesforce.create('Opportunity', {
        Name: 'Seats',
        StageName: 'Negotiation/Review',
        Amount: 900,
        CloseDate: '2027-03-31',
        AccountId: account['Id'],
      });
      await touch('salesforce', 'accounts', String(account['Id']), null, 'org');
      await touch('salesforce', 'opportunities', String(deal['Id']), null, 'org');
      expect(await fieldsOf(engine, 'deal')).toMatchObject([{ stage: 'Negotiation', close_date: '2027-03-31' }]);
      const { rows: found } = await engine.ctx.store.query<{ id: string }>(
        `select id from entities where kind = 'deal'`,
      );
      const made = await editEntity(engine.ctx, {
        workspaceId: 1,
        entityId: null,
        kind: 'quote',
        fields: {
          name: 'Q-1',
          deal: found[0]!.id,
          version: 1,
          status: 'Draft',
          total: 900,
          currency: 'EUR',
          valid_until: '2027-02-28',
          attachment_reference: 's3://q-1',
        },
        actor: 'ada',
      });
      expect(made).toMatchObject({ outcome: 'created' });
      await engine.quiet();
      const quote = (): Record<string, unknown> => rows('Quote')[0]!;
      expect(quote()).toMatchObject({
        Name: 'Q-1',
        Total__c: 900,
        OpportunityId: deal['Id'],
        Attachment_Reference__c: 's3://q-1',
      });
      salesforce.edit('Quote', String(quote()['Id']), { Total__c: 1 });
      await touch('salesforce', 'quotes', String(quote()['Id']), null, 'org');
      expect(quote()).toMatchObject({ Total__c: 900 });
    });
  });
});

async function start(preset: string, change: (text: string) => string = (text) => text): Promise<void> {
  const { values } = readConfigFile(`${presets}${preset}.yaml`);
  const settings = JSON.parse(change(JSON.stringify(values.settings))) as unknown;
  engine = await startSyncEngine({ sides: opened.map(({ side }) => side) });
  await engine.configure(preset, settings, { twoWayCreate: values.two_way_create });
}

async function stop(): Promise<void> {
  await engine?.stop();
  for (const { close } of opened) await close();
  opened = [];
}

async function touch(side: string, stream: string, externalId: string, locator: string | null, scope: string) {
  await engine.hint(side, { stream, externalId, locator: locator ?? externalId, scope });
  await engine.quiet();
}

async function touchIssue(number: number): Promise<void> {
  const [id, name] = await repositoryOf(gitHub);
  const issue = issueAt(number)!;
  await touch('github', 'issues', String(issue.id), `${name}#${number}`, `${id}:${name}`);
}

function issueAt(number: number) {
  return [...gitHub.issues(gitHub.repositories()[0]!)].find((issue) => issue.number === number);
}

function rows(object: string): Record<string, unknown>[] {
  return [...salesforce.records(object)].filter((row) => row['IsDeleted'] !== true);
}

async function cardStatus(item: number): Promise<string | undefined> {
  const { rows: found } = await engine.ctx.store.query<{ status: string }>(
    `select seen ->> 'status' as status from mappings where stream = 'project_items' and external_id = $1`,
    [String(item)],
  );
  return found[0]?.status;
}

async function expectQuiet(look: () => Promise<void>): Promise<void> {
  const attempts = async (): Promise<number> =>
    (await engine.ctx.store.query<{ count: number }>('select count(*)::int as count from writeback_attempts')).rows[0]!
      .count;
  const before = await attempts();
  await look();
  expect(await attempts()).toBe(before);
}
