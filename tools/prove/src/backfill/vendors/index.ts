import type { StartFilled } from '../filled-vendor.ts';
import { startComposio } from './composio.ts';
import { startGitHub } from './github.ts';
import { startGitLab } from './gitlab.ts';
import { startHubspot } from './hubspot.ts';
import { startJira } from './jira.ts';
import { startOpenProject } from './openproject.ts';
import { startPipedrive } from './pipedrive.ts';
import { startQuo } from './quo.ts';
import { startSalesforce } from './salesforce.ts';
import { startTrello } from './trello.ts';
import { startZoho } from './zoho.ts';

/** How the vendor of each connector is started with records in it; a new connector is one line here. */
export const filledVendors: ReadonlyMap<string, StartFilled> = new Map([
  ['composio', startComposio],
  ['github', startGitHub],
  ['gitlab', startGitLab],
  ['hubspot', startHubspot],
  ['jira', startJira],
  ['openproject', startOpenProject],
  ['pipedrive', startPipedrive],
  ['quo', startQuo],
  ['salesforce', startSalesforce],
  ['trello', startTrello],
  ['zoho', startZoho],
]);
