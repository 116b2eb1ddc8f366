import { useEffect } from 'react';

interface PageProps {
  readonly title: string;
  /** Stands behind the title: what it is, in few words. */
  readonly note?: React.ReactNode;
  readonly tools?: React.ReactNode;
  readonly children: React.ReactNode;
}

/** A page under its title. */
export function Page({ title, note, tools, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Syncline`;
  }, [title]);
  return (
    <>
      <header className="page-head">
        <h1 tabIndex={-1}>{title}</h1>
        {note && <div className="dim note">{note}</div>}
        {tools && <div className="tools">{tools}</div>}
      </header>
      {children}
    </>
  );
}

export function Section({
  title,
  note,
  children,
}: {
  readonly title: string;
  readonly note?: React.ReactNode;
  readonly children: React.ReactNode;
}) {
  return (
    <section>
      <h2>
        {title}
        {note && <span className="dim"> {note}</span>}
      </h2>
      {children}
    </section>
  );
}

export type Fact = readonly [name: string, value: React.ReactNode];

/** Facts by name. */
export function Facts({ facts }: { readonly facts: readonly (Fact | null)[] }) {
  return (
    <dl className="facts">
      {facts
        .filter((fact) => fact !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
