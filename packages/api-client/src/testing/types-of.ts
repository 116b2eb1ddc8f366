import openapiTS, { astToString } from 'openapi-typescript';

const head = `// Written from the description that the operator serves: pnpm --filter @syncline/api-client generate\n\n`;

/** The types of an OpenAPI description, as the text of a module. */
export async function typesOf(description: object): Promise<string> {
  return head + astToString(await openapiTS(JSON.stringify(description), { alphabetize: true, silent: true }));
}
