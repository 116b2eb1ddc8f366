/** How a new connector is called everywhere. */
export interface Identity {
  /** Its folder, its key in connections and URLs: `trello`. */
  readonly name: string;
  /** What people call it: `Trello`. */
  readonly title: string;
  readonly category: 'tracker' | 'crm';
  /** Its name in code, `trello`, and within the names of types and functions, `Trello`. */
  readonly variable: string;
  readonly type: string;
}

/** What can't be done, and what to do instead; for people. */
export class Refusal extends Error {}

const NAME = /^[a-z][a-z0-9]{1,29}$/;
const TITLE = /^[A-Za-z0-9][A-Za-z0-9 .&+-]{0,39}$/;
/** Names that code around a connector has for something else, or that no variable may have. */
const TAKEN = new Set(
  'await break cannot case catch class connectors const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface items let new null package private protected public return sandboxes static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

export function identityOf(name: string, options: { readonly title?: string; readonly category?: string }): Identity {
  const { category = 'tracker' } = options;
  if (!NAME.test(name))
    throw new Refusal(
      `${JSON.stringify(name)} is no name of a connector: it is the folder under packages/connectors and the key in connections and URLs. Take 2 to 30 small letters and digits, a letter first, such as trello; what people read comes by --title.`,
    );
  if (TAKEN.has(name))
    throw new Refusal(
      `The code under packages/connectors/${name} could not use ${name} as its own name: it means something else there. Take the vendor's name, such as ${name}app.`,
    );
  if (category !== 'tracker' && category !== 'crm')
    throw new Refusal(
      `There is no category ${JSON.stringify(category)} in packages/connector-sdk/src/minimum.ts: take --category tracker or --category crm.`,
    );
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  const { title = type } = options;
  if (!TITLE.test(title))
    throw new Refusal(
      `${JSON.stringify(title)} is no title for docs/connectors/${name}.md and the code: take up to 40 letters, digits, spaces and . & + -, such as --title "Azure DevOps".`,
    );
  return { name, title, category, variable: name, type };
}
