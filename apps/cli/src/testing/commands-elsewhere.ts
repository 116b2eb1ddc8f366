/** See two-way-sync.integration.test.ts. */
const ofTwoWaySync = [
  'configs show',
  'configs apply',
  'configs delete',
  'conflicts show',
  'conflicts resolve',
  'entities show',
  'entities edit',
  ...'map refuse unmap'.split(' ').map((verb) => `people ${verb}`),
];
/** See cache.long.test.ts and credentials-and-bundle.integration.test.ts. */
const ofCache = ['cache verify', 'cache rebuild'];
const ofCredentials = 'list set delete'.split(' ').map((verb) => `credentials ${verb}`);
const ofAccess = ['connections authorize', 'support-bundle', ...ofCredentials];
/** See crm.integration.test.ts and imports.integration.test.ts. */
const ofCrms = [
  'crm accounts',
  'crm contacts',
  'crm deal',
  'crm create-deal',
  'crm update-deal',
  'crm quote',
  'crm log',
  'crm sync',
  ...'file show answer dry-run rows apply undo replay correct'.split(' ').map((verb) => `import ${verb}`),
  ...'profiles profile save-profile use forget evidence'.split(' ').map((verb) => `import ${verb}`),
];
const ofConfiguration = ['config validate', 'config plan', 'config apply', 'config print', 'config schema'];

/** Commands whose documents other tests look at, where there is what they need. */
export const commandsElsewhere: readonly string[] = [
  ...ofTwoWaySync,
  ...ofCache,
  ...ofAccess,
  ...ofCrms,
  ...ofConfiguration,
];
