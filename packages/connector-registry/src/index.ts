import { composio } from '@syncline/connector-composio';
import { gitHub } from '@syncline/connector-github';
import { gitLab } from '@syncline/connector-gitlab';
import { hubspot } from '@syncline/connector-hubspot';
import { jira } from '@syncline/connector-jira';
import { openProject } from '@syncline/connector-openproject';
import { pipedrive } from '@syncline/connector-pipedrive';
import { quo } from '@syncline/connector-quo';
import { salesforce } from '@syncline/connector-salesforce';
import type { AnyConnector } from '@syncline/connector-sdk';
import { stub } from '@syncline/connector-stub';
import { trello } from '@syncline/connector-trello';
import { zoho } from '@syncline/connector-zoho';

/** Every connector of this version by id; a new one is one line here. */
export const connectors: ReadonlyMap<string, AnyConnector> = byId([
  composio,
  gitHub,
  gitLab,
  hubspot,
  jira,
  openProject,
  pipedrive,
  quo,
  salesforce,
  stub,
  trello,
  zoho,
]);

export function findConnector(id: string): AnyConnector | undefined {
  return connectors.get(id);
}

function byId(list: readonly AnyConnector[]): ReadonlyMap<string, AnyConnector> {
  return new Map(list.map((connector) => [connector.id, connector]));
}
