import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { runbooksQuery } from '../api/queries.ts';
import { runbookName, webAddress } from '../format/alerts.ts';
import { type Block, blocksOf, type Span } from '../format/markdown.ts';
import { Trouble, Waiting } from './trouble.tsx';

/** What to do about an alert, unfolded in place; a page elsewhere is linked. */
export function Runbook({ address }: { readonly address: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const name = runbookName(address);
  const web = webAddress(address);
  const link = web !== null && (
    <a href={web} rel="noreferrer">
      {name === null ? 'What to do' : 'On its page'}
    </a>
  );
  if (name === null)
    return (
      link || (
        <span className="dim small">
          It has no runbook: give the rule a <code>runbook</code>.
        </span>
      )
    );
  return (
    <details className="runbook" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>What to do</summary>
      {isOpen && <Content name={name} address={address} />}
      {isOpen && link}
    </details>
  );
}

function Content({ name, address }: { readonly name: string; readonly address: string }) {
  const { data, error } = useQuery(runbooksQuery);
  if (data === undefined) return error ? <Trouble error={error} /> : <Waiting />;
  const markdown = data[name];
  if (markdown === undefined)
    return (
      <p className="dim">
        This console was built without the runbooks. It is <code>{address}</code> of the documentation.
      </p>
    );
  // Its title and the rule stand above it already.
  const blocks = blocksOf(markdown).filter((block) => !(block.is === 'heading' && block.level === 1));
  return (
    <div className="prose">
      {blocks.map((block, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a text does not change
        <BlockView key={at} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.is) {
    case 'heading':
      return (
        <h3>
          <Text spans={block.text} />
        </h3>
      );
    case 'paragraph':
      return (
        <p>
          <Text spans={block.text} />
        </p>
      );
    case 'code':
      return <pre>{block.text}</pre>;
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a text does not change
            <li key={at}>
              <Text spans={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'table':
      return (
        <div className="scroll-x">
          <table className="field-map">
            <tbody>
              {block.rows.map((row, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- a text does not change
                <tr key={at}>
                  {row.map((cell, column) => (
                    // oxlint-disable-next-line react/no-array-index-key -- a text does not change
                    <td key={column}>
                      <Text spans={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    default:
      return block satisfies never;
  }
}

/** Links of the documentation among itself lead nowhere here: they stay words. */
function Text({ spans }: { readonly spans: readonly Span[] }) {
  return spans.map((span, at) => {
    const key = `${at} ${span.text}`;
    if (span.is === 'code') return <code key={key}>{span.text}</code>;
    if (span.is === 'strong') return <strong key={key}>{span.text}</strong>;
    if (span.is === 'link' && webAddress(span.href) !== null)
      return (
        <a key={key} href={span.href} rel="noreferrer">
          {span.text}
        </a>
      );
    return <span key={key}>{span.text}</span>;
  });
}
